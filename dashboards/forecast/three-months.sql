-- All months of the forecast together and the same months a year before. Grain: one row.
WITH
    (SELECT min(month) FROM forecast) AS first_month,
    (SELECT max(month) FROM forecast) AS last_month
SELECT
    sum(forecast) AS value,
    CAST(NULL, 'Nullable(Float64)') AS target,
    (SELECT nullIf(sum(net_sales), 0) FROM team WHERE month BETWEEN addYears(first_month, -1) AND addYears(last_month, -1)) AS previous,
    CAST(NULL, 'Nullable(Float64)') AS time_gone
FROM forecast
HAVING count() > 0
