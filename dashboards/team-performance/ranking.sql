-- Attainment by team, or by rep once one team is in view. What members without a target sell counts for their team; a rep is
-- measured in the months that have a target. Grain: name.
WITH (SELECT uniqExact(team_id) FROM kpi WHERE kpi = 'attainment' AND month BETWEEN toStartOfMonth({from:Date}) AND {to:Date}) AS teams
SELECT
    if(teams > 1, team_name, employee_name) AS name,
    toFloat64(sum(numerator)) / nullIf(toFloat64(sum(denominator)), 0) AS value,
    1 AS reference,
    sum(numerator) AS amount
FROM kpi
WHERE kpi = 'attainment' AND month BETWEEN toStartOfMonth({from:Date}) AND {to:Date} AND (teams > 1 OR denominator > 0)
GROUP BY name
HAVING sum(denominator) > 0
ORDER BY value DESC
LIMIT 24
