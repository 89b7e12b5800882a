-- Grain: opportunity. Key: opportunity_id. Month: that of its creation, the cohort.
-- A stage counts as reached when the opportunity ever was there or beyond; going back and forth counts once.
WITH
    step AS (
        SELECT
            opportunity_id,
            stage,
            stage_no,
            business_date,
            close_date,
            lagInFrame(stage_no, 1, 0) OVER earlier AS from_stage_no,
            lagInFrame(toString(stage), 1, '') OVER earlier AS from_stage,
            lagInFrame(close_date, 1) OVER earlier AS from_close_date
        FROM change
        WINDOW earlier AS (
            PARTITION BY opportunity_id ORDER BY changed_at, change_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        )
    ),
    history AS (
        SELECT
            opportunity_id,
            max(stage_no) AS max_stage_no,
            count() AS changes,
            countIf(stage_no > 0 AND stage_no < from_stage_no) AS backward_moves,
            countIf(close_date > from_close_date) AS close_date_moves,
            maxIf(business_date, toString(stage) != from_stage) AS stage_since
        FROM step
        GROUP BY opportunity_id
    ),
    newest AS (
        SELECT max(day) AS as_of
        FROM (SELECT business_date AS day FROM change UNION ALL SELECT created_on AS day FROM opportunity)
    )
SELECT
    deal.opportunity_id AS opportunity_id,
    coalesce(deal.name, '') AS name,
    coalesce(deal.customer_id, '') AS customer_id,
    coalesce(nullIf(deal.owner_id, ''), 'unassigned') AS employee_id,
    deal.created_on AS created_on,
    deal.stage AS stage,
    deal.stage_no AS stage_no,
    greatest(deal.stage_no, history.max_stage_no) AS max_stage_no,
    toDecimal128(deal.amount, 4) * if(in_force.currency = '', NULL, in_force.rate) AS amount_base,
    deal.probability AS probability,
    deal.forecast_category AS forecast_category,
    deal.lead_source AS lead_source,
    deal.close_date AS close_date,
    deal.is_closed AS is_closed,
    deal.is_won AS is_won,
    history.changes AS changes,
    history.backward_moves AS backward_moves,
    history.close_date_moves AS close_date_moves,
    if(history.opportunity_id = '', deal.created_on, history.stage_since) AS stage_since,
    newest.as_of AS as_of,
    dateDiff('day', stage_since, if(deal.is_closed, coalesce(deal.close_date, newest.as_of), newest.as_of)) AS days_in_stage
FROM opportunity AS deal
CROSS JOIN newest
LEFT JOIN history ON history.opportunity_id = deal.opportunity_id
LEFT JOIN rate AS in_force ON in_force.currency = coalesce(deal.currency, {base_currency:String})
    AND in_force.valid_from <= deal.created_on AND in_force.valid_to > deal.created_on
