-- Forecast over the same months of last year by region, or by team once one region is in view. Grain: name.
WITH
    (SELECT uniqExact(region) FROM forecast) AS regions,
    (SELECT min(month) FROM forecast) AS first_month,
    (SELECT max(month) FROM forecast) AS last_month,
    ahead AS (
        SELECT if(regions > 1, region, team_name) AS name, sum(forecast) AS forecast
        FROM forecast
        GROUP BY name
    ),
    before AS (
        SELECT if(regions > 1, region, team_name) AS name, sum(net_sales) AS net_sales
        FROM team
        WHERE month BETWEEN addYears(first_month, -1) AND addYears(last_month, -1)
        GROUP BY name
    )
SELECT
    ahead.name AS name,
    ahead.forecast AS value,
    if(before.name = ahead.name, before.net_sales, NULL) AS reference
FROM ahead
LEFT JOIN before ON before.name = ahead.name
ORDER BY value DESC
LIMIT 12
