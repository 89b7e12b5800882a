-- Net sales over the targets in force, months of the period; 100 % is the target. Grain: one row.
WITH
    months AS (
        SELECT
            toFloat64(sumIf(numerator, month BETWEEN toStartOfMonth({from:Date}) AND {to:Date} AND denominator > 0)) AS top,
            toFloat64(sumIf(denominator, month BETWEEN toStartOfMonth({from:Date}) AND {to:Date} AND denominator > 0)) AS base,
            toFloat64(sumIf(numerator, month BETWEEN addYears(toStartOfMonth({from:Date}), -1) AND addYears({to:Date}, -1) AND denominator > 0)) AS top_before,
            toFloat64(sumIf(denominator, month BETWEEN addYears(toStartOfMonth({from:Date}), -1) AND addYears({to:Date}, -1) AND denominator > 0)) AS base_before
        FROM kpi
        WHERE kpi = 'attainment'
    ),
    days AS (
        SELECT
            countIf(is_workday AND date BETWEEN {from:Date} AND {to:Date})
                / nullIf(countIf(is_workday AND date BETWEEN toStartOfMonth({from:Date}) AND toLastDayOfMonth({to:Date})), 0) AS gone
        FROM calendar
    )
SELECT
    if(base > 0, top / base, NULL) AS value,
    if(base > 0, 1, NULL) AS target,
    if(base_before > 0, top_before / base_before, NULL) AS previous,
    gone AS time_gone
FROM months
CROSS JOIN days
