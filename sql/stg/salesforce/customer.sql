-- Accounts. AccountNumber is the number the leading system knows the customer by; an account without one stands for
-- itself and is united with others by Credit_Code__c.
SELECT
    coalesce(account.AccountNumber, account.Id) AS customer_id,
    account.Name AS name,
    account.Credit_Code__c AS credit_code,
    account.BillingCity AS city,
    CAST(NULL, 'Nullable(String)') AS province,
    CAST(NULL, 'Nullable(String)') AS region_id,
    account.Industry AS industry,
    if(account.Type ILIKE '%partner%' OR account.Type ILIKE '%reseller%', 'agent', 'direct') AS channel,
    account.Phone AS phone,
    account.Email__c AS email,
    coalesce(owner.Employee_No__c, account.OwnerId) AS owner_id,
    toDate32(account.CreatedDate, {timezone:String}) AS created_on,
    account.Id AS source_id,
    account.SystemModstamp AS source_updated_at
FROM Account AS account
LEFT JOIN User AS owner ON owner.Id = account.OwnerId
WHERE NOT account._deleted
