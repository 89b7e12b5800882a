-- Every KPI of the period, newest month first. Grain: month × employee × KPI.
SELECT month, team_name, employee_name, kpi, numerator, denominator, value, rows_included
FROM kpi
WHERE month BETWEEN toStartOfMonth({from:Date}) AND {to:Date}
ORDER BY month DESC, team_name, employee_name, kpi
