-- Net sales over target by region, or by team once one region is in view. Grain: name.
WITH (SELECT uniqExact(region) FROM kpi WHERE kpi = 'attainment' AND month BETWEEN toStartOfMonth({from:Date}) AND {to:Date}) AS regions
SELECT
    if(regions > 1, region, team_name) AS name,
    toFloat64(sum(numerator)) / nullIf(toFloat64(sum(denominator)), 0) AS value,
    1 AS reference,
    sum(numerator) AS amount
FROM kpi
WHERE kpi = 'attainment' AND month BETWEEN toStartOfMonth({from:Date}) AND {to:Date}
GROUP BY name
HAVING sum(denominator) > 0
ORDER BY value DESC
LIMIT 12
