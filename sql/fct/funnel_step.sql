-- Grain: opportunity × stage it ever reached, the last one of the funnel included. Key: opportunity_id, stage_no.
WITH funnel AS (SELECT max(max_stage_no) AS last_stage FROM opportunity)
SELECT
    opportunity.opportunity_id AS opportunity_id,
    opportunity.employee_id AS employee_id,
    opportunity.created_on AS created_on,
    arrayJoin(range(1, toUInt16(opportunity.max_stage_no) + 1)) AS stage_no,
    toString(stage_no) AS stage,
    opportunity.max_stage_no > stage_no AS went_on,
    stage_no = funnel.last_stage AS is_last
FROM opportunity
CROSS JOIN funnel
