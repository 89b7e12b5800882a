-- Grain: month of creation × employee × stage. Key: month, employee_id, stage_no.
WITH
    stage AS (
        -- The name most often written for a place in the funnel.
        SELECT stage_no, argMax(stage, (uses, stage)) AS stage
        FROM (
            SELECT to_stage_no AS stage_no, toString(to_stage) AS stage, count() AS uses
            FROM change
            WHERE to_stage_no > 0
            GROUP BY stage_no, stage
        )
        GROUP BY stage_no
    ),
    counted AS (
        SELECT
            toStartOfMonth(deal.created_on) AS month,
            deal.employee_id AS employee_id,
            stage.stage_no AS stage_no,
            stage.stage AS stage,
            countIf(deal.max_stage_no >= stage.stage_no) AS reached,
            countIf(deal.stage_no = stage.stage_no AND NOT deal.is_closed) AS here,
            sumIf(coalesce(deal.amount_base, toDecimal128(0, 12)), deal.max_stage_no >= stage.stage_no) AS amount_reached_base,
            sumIf(coalesce(deal.amount_base, toDecimal128(0, 12)), deal.stage_no = stage.stage_no AND NOT deal.is_closed)
                AS amount_here_base
        FROM opportunity AS deal
        CROSS JOIN stage
        GROUP BY month, employee_id, stage_no, stage
    ),
    member AS (
        SELECT
            employee_id,
            name,
            team_id,
            team_name,
            region,
            if(valid_from = min(valid_from) OVER (PARTITION BY employee_id), toDate32('1900-01-01'), valid_from) AS since
        FROM employee
    )
SELECT
    counted.month AS month,
    counted.employee_id AS employee_id,
    if(member.employee_id = '', counted.employee_id, member.name) AS employee_name,
    member.team_id AS team_id,
    member.team_name AS team_name,
    member.region AS region,
    counted.stage_no AS stage_no,
    counted.stage AS stage,
    counted.reached AS reached,
    counted.here AS here,
    counted.amount_reached_base AS amount_reached_base,
    counted.amount_here_base AS amount_here_base
FROM (SELECT *, toDate32(toLastDayOfMonth(month)) AS month_end FROM counted) AS counted
ASOF LEFT JOIN member ON member.employee_id = counted.employee_id AND member.since <= counted.month_end
