-- Activated orders, booked at their activation; drafts are not orders yet. ERP_Order_No__c is the number the leading
-- system knows the order by. Salesforce keeps no instant of cancellation: the last change stands for it.
SELECT
    coalesce(booked.ERP_Order_No__c, booked.OrderNumber) AS order_no,
    if(account.Id IS NULL, booked.AccountId, coalesce(account.AccountNumber, account.Id)) AS customer_id,
    booked.CurrencyIsoCode AS currency,
    if(booked.Status = 'Cancelled', 'cancelled', 'confirmed') AS status,
    if(account.Type ILIKE '%partner%' OR account.Type ILIKE '%reseller%', 'agent', 'direct') AS channel,
    CAST(NULL, 'Nullable(String)') AS promotion,
    coalesce(owner.Employee_No__c, booked.OwnerId) AS owner_id,
    booked.ActivatedDate AS booked_at,
    toDate(booked.ActivatedDate, {timezone:String}) AS business_date,
    if(booked.Status = 'Cancelled', booked.SystemModstamp, NULL) AS cancelled_at,
    toDate(cancelled_at, {timezone:String}) AS cancelled_on,
    CAST(NULL, 'Nullable(Date)') AS due_date,
    CAST(NULL, 'Nullable(Date)') AS delivered_on,
    CAST(NULL, 'Nullable(Date32)') AS service_from,
    CAST(NULL, 'Nullable(Date32)') AS service_to,
    'ok' AS dq_status,
    CAST(NULL, 'Nullable(DateTime64(3))') AS known_at,
    booked.Id AS source_id,
    booked.SystemModstamp AS source_updated_at
FROM `Order` AS booked
LEFT JOIN Account AS account ON account.Id = booked.AccountId
LEFT JOIN User AS owner ON owner.Id = booked.OwnerId
WHERE NOT booked._deleted
    AND coalesce(booked.Status, '') != 'Draft'
    AND NOT (booked.Status = 'Cancelled' AND isNull(booked.ActivatedDate))
