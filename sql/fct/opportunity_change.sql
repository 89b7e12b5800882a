-- Grain: recorded state of an opportunity beside the one before it. Key: change_id. Month: that of the change.
WITH
    step AS (
        SELECT
            change_id,
            opportunity_id,
            changed_at,
            business_date,
            toString(stage) AS to_stage,
            stage_no AS to_stage_no,
            amount AS to_amount,
            close_date AS to_close_date,
            row_number() OVER earlier AS step_no,
            lagInFrame(toString(stage), 1, '') OVER earlier AS from_stage,
            lagInFrame(stage_no, 1, 0) OVER earlier AS from_stage_no,
            lagInFrame(amount, 1) OVER earlier AS from_amount,
            lagInFrame(close_date, 1) OVER earlier AS from_close_date
        FROM change
        WINDOW earlier AS (
            PARTITION BY opportunity_id ORDER BY changed_at, change_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        )
    )
SELECT
    step.change_id AS change_id,
    step.opportunity_id AS opportunity_id,
    coalesce(nullIf(owned.owner_id, ''), 'unassigned') AS employee_id,
    step.changed_at AS changed_at,
    step.business_date AS business_date,
    step.step_no = 1 AS is_creation,
    step.from_stage AS from_stage,
    step.to_stage AS to_stage,
    step.from_stage_no AS from_stage_no,
    step.to_stage_no AS to_stage_no,
    step.from_amount AS from_amount,
    step.to_amount AS to_amount,
    step.from_close_date AS from_close_date,
    step.to_close_date AS to_close_date
FROM step
LEFT JOIN opportunity AS owned ON owned.opportunity_id = step.opportunity_id
