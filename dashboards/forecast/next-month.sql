-- The first month of the forecast and the same month a year before. Grain: one row.
WITH (SELECT min(month) FROM forecast) AS first_month
SELECT
    sum(forecast) AS value,
    CAST(NULL, 'Nullable(Float64)') AS target,
    (SELECT nullIf(sum(net_sales), 0) FROM team WHERE month = addYears(first_month, -1)) AS previous,
    CAST(NULL, 'Nullable(Float64)') AS time_gone
FROM forecast
WHERE month = first_month
HAVING count() > 0
