-- Follow-ups a month against attainment, one point a rep: does effort go where results are? Grain: employee.
SELECT
    any(employee_name) AS name,
    sumIf(numerator, kpi = 'follow_ups') / uniqExactIf(month, kpi = 'attainment') AS x,
    toFloat64(sumIf(numerator, kpi = 'attainment' AND denominator > 0))
        / nullIf(toFloat64(sumIf(denominator, kpi = 'attainment' AND denominator > 0)), 0) AS y
FROM kpi
WHERE kpi IN ('follow_ups', 'attainment') AND month BETWEEN toStartOfMonth({from:Date}) AND {to:Date}
GROUP BY employee_id
HAVING y IS NOT NULL
ORDER BY y DESC
LIMIT 200
