-- Opportunities created in the period, and in the same months a year before. Grain: one row.
WITH first_stage AS (SELECT min(stage_no) AS stage_no FROM funnel)
SELECT
    sumIf(reached, month BETWEEN toStartOfMonth({from:Date}) AND {to:Date}) AS value,
    CAST(NULL, 'Nullable(Float64)') AS target,
    nullIf(sumIf(reached, month BETWEEN addYears(toStartOfMonth({from:Date}), -1) AND addYears({to:Date}, -1)), 0) AS previous,
    CAST(NULL, 'Nullable(Float64)') AS time_gone
FROM funnel
WHERE stage_no = (SELECT stage_no FROM first_stage)
HAVING count() > 0
