-- One KPI of the period, newest month first. Grain: month × employee.
SELECT month, region, team_name, employee_name, numerator, denominator, value, rows_included
FROM kpi
WHERE kpi = {kpi:String} AND month BETWEEN toStartOfMonth({from:Date}) AND {to:Date}
ORDER BY month DESC, team_name, employee_name
