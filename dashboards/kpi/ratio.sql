-- One KPI that is a ratio: numerators and denominators added first, divided last. Grain: one row.
WITH months AS (
    SELECT
        toFloat64(sumIf(numerator, month BETWEEN toStartOfMonth({from:Date}) AND {to:Date} AND denominator > 0)) AS top,
        toFloat64(sumIf(denominator, month BETWEEN toStartOfMonth({from:Date}) AND {to:Date} AND denominator > 0)) AS base,
        toFloat64(sumIf(numerator, month BETWEEN addYears(toStartOfMonth({from:Date}), -1) AND addYears({to:Date}, -1) AND denominator > 0)) AS top_before,
        toFloat64(sumIf(denominator, month BETWEEN addYears(toStartOfMonth({from:Date}), -1) AND addYears({to:Date}, -1) AND denominator > 0)) AS base_before
    FROM kpi
    WHERE kpi = {kpi:String}
)
SELECT
    if(base > 0, top / base, NULL) AS value,
    CAST(NULL, 'Nullable(Float64)') AS target,
    if(base_before > 0, top_before / base_before, NULL) AS previous,
    CAST(NULL, 'Nullable(Float64)') AS time_gone
FROM months
