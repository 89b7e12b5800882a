-- Net sales over the targets in force, months of the period; 100 % is the target. What members without a target sell counts for
-- their group; one person alone is measured in the months that have a target. Grain: one row.
WITH
    (SELECT uniqExact(employee_id) > 1 FROM kpi WHERE kpi = 'attainment' AND month BETWEEN toStartOfMonth({from:Date}) AND {to:Date}) AS is_group,
    months AS (
        SELECT
            toFloat64(sumIf(numerator, is_now AND (is_group OR denominator > 0))) AS top,
            toFloat64(sumIf(ifNull(denominator, 0), is_now)) AS base,
            toFloat64(sumIf(numerator, is_before AND (is_group OR denominator > 0))) AS top_before,
            toFloat64(sumIf(ifNull(denominator, 0), is_before)) AS base_before
        FROM (
            SELECT
                numerator,
                denominator,
                month BETWEEN toStartOfMonth({from:Date}) AND {to:Date} AS is_now,
                month BETWEEN addYears(toStartOfMonth({from:Date}), -1) AND addYears({to:Date}, -1) AS is_before
            FROM kpi
            WHERE kpi = 'attainment'
        )
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
