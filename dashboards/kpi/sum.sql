-- One KPI that adds up, over the months of the period, and the same months a year before. Grain: one row.
WITH months AS (
    SELECT
        sumIf(numerator, month BETWEEN toStartOfMonth({from:Date}) AND {to:Date}) AS now,
        sumIf(numerator, month BETWEEN addYears(toStartOfMonth({from:Date}), -1) AND addYears({to:Date}, -1)) AS before,
        countIf(month BETWEEN toStartOfMonth({from:Date}) AND {to:Date}) AS rows_now,
        countIf(month BETWEEN addYears(toStartOfMonth({from:Date}), -1) AND addYears({to:Date}, -1)) AS rows_before
    FROM kpi
    WHERE kpi = {kpi:String}
)
SELECT
    if(rows_now = 0, NULL, toFloat64(now)) AS value,
    CAST(NULL, 'Nullable(Float64)') AS target,
    if(rows_before = 0, NULL, toFloat64(before)) AS previous,
    CAST(NULL, 'Nullable(Float64)') AS time_gone
FROM months
