-- One row per state an opportunity entered; places in the funnel as in opportunity.sql.
SELECT
    step.Id AS change_id,
    step.OpportunityId AS opportunity_id,
    step.CreatedDate AS changed_at,
    toDate(step.CreatedDate, {timezone:String}) AS business_date,
    step.StageName AS stage,
    nullIf(transform(
        coalesce(step.StageName, ''),
        ['初步接洽', '需求确认', '方案报价', '商务谈判', '合同审批', '待签约', '赢单', '输单',
         'Prospecting', 'Qualification', 'Needs Analysis', 'Value Proposition', 'Id. Decision Makers',
         'Perception Analysis', 'Proposal/Price Quote', 'Negotiation/Review', 'Closed Won', 'Closed Lost'],
        [1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0],
        99
    ), 99) AS stage_no,
    step.Amount AS amount,
    CAST(step.Probability / 100, 'Nullable(Decimal(9, 6))') AS probability,
    step.CloseDate AS close_date,
    step.ForecastCategory AS forecast_category,
    coalesce(author.Employee_No__c, step.CreatedById) AS changed_by,
    step.Id AS source_id,
    step.CreatedDate AS source_updated_at
FROM OpportunityHistory AS step
INNER JOIN Opportunity AS deal ON deal.Id = step.OpportunityId
LEFT JOIN User AS author ON author.Id = step.CreatedById
WHERE NOT step._deleted AND NOT deal._deleted
