-- Conversion by team, or by rep once one team is in view. Grain: name.
WITH (SELECT uniqExact(team_id) FROM kpi WHERE kpi = 'conversion' AND month BETWEEN toStartOfMonth({from:Date}) AND {to:Date}) AS teams
SELECT
    if(teams > 1, team_name, employee_name) AS name,
    toFloat64(sum(numerator)) / nullIf(toFloat64(sum(denominator)), 0) AS value,
    CAST(NULL, 'Nullable(Float64)') AS reference,
    sum(denominator) AS opportunities
FROM kpi
WHERE kpi = 'conversion' AND denominator > 0 AND month BETWEEN toStartOfMonth({from:Date}) AND {to:Date}
GROUP BY name
ORDER BY value DESC
LIMIT 12
