-- Complete months behind us, the forecast ahead with the sum of the teams' limits, last year beside both. Grain: month.
WITH
    actual AS (
        SELECT month, sum(net_sales) AS net_sales
        FROM team
        WHERE is_complete
        GROUP BY month
    ),
    ahead AS (
        SELECT month, sum(forecast) AS forecast, sum(lower) AS low, sum(upper) AS high
        FROM forecast
        GROUP BY month
    ),
    shown AS (
        SELECT month FROM actual WHERE month >= addMonths((SELECT max(month) FROM actual), -17)
        UNION DISTINCT
        SELECT month FROM ahead
    )
SELECT
    shown.month AS period,
    if(actual.month = shown.month, actual.net_sales, NULL) AS actual,
    if(previous.month = addYears(shown.month, -1), previous.net_sales, NULL) AS previous,
    if(ahead.month = shown.month, ahead.forecast, NULL) AS forecast,
    if(ahead.month = shown.month, ahead.low, NULL) AS low,
    if(ahead.month = shown.month, ahead.high, NULL) AS high
FROM shown
LEFT JOIN actual ON actual.month = shown.month
LEFT JOIN actual AS previous ON previous.month = addYears(shown.month, -1)
LEFT JOIN ahead ON ahead.month = shown.month
ORDER BY period
