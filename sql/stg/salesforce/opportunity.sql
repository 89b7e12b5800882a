-- A stage's place in the funnel: the sales process of the sample company and the one Salesforce comes with.
-- A stage that is not listed sends the row to quarantine; list it here in a copy of this file.
SELECT
    deal.Id AS opportunity_id,
    deal.Name AS name,
    if(account.Id IS NULL, deal.AccountId, coalesce(account.AccountNumber, account.Id)) AS customer_id,
    coalesce(owner.Employee_No__c, deal.OwnerId) AS owner_id,
    deal.StageName AS stage,
    nullIf(transform(
        coalesce(deal.StageName, ''),
        ['初步接洽', '需求确认', '方案报价', '商务谈判', '合同审批', '待签约', '赢单', '输单',
         'Prospecting', 'Qualification', 'Needs Analysis', 'Value Proposition', 'Id. Decision Makers',
         'Perception Analysis', 'Proposal/Price Quote', 'Negotiation/Review', 'Closed Won', 'Closed Lost'],
        [1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0],
        99
    ), 99) AS stage_no,
    deal.Amount AS amount,
    deal.CurrencyIsoCode AS currency,
    CAST(deal.Probability / 100, 'Nullable(Decimal(9, 6))') AS probability,
    deal.ForecastCategoryName AS forecast_category,
    deal.LeadSource AS lead_source,
    deal.CreatedDate AS created_at,
    toDate(deal.CreatedDate, {timezone:String}) AS created_on,
    deal.CloseDate AS close_date,
    deal.IsClosed AS is_closed,
    deal.IsWon AS is_won,
    deal.Id AS source_id,
    deal.SystemModstamp AS source_updated_at
FROM Opportunity AS deal
LEFT JOIN Account AS account ON account.Id = deal.AccountId
LEFT JOIN User AS owner ON owner.Id = deal.OwnerId
WHERE NOT deal._deleted
