-- Net sales of the last nine months and what the model expects of the next three. Grain: month.
WITH
    actual AS (
        SELECT
            toStartOfMonth(business_date) AS month,
            sumIf(net_sales, business_date <= {to:Date}) AS value
        FROM sales
        GROUP BY month
    ),
    plan AS (
        SELECT month, sum(denominator) AS plan
        FROM kpi
        WHERE kpi = 'attainment'
        GROUP BY month
    ),
    outlook AS (
        SELECT month, sum(forecast) AS forecast
        FROM forecast
        GROUP BY month
    ),
    shown AS (
        SELECT arrayJoin(arrayMap(at -> addMonths(toStartOfMonth({to:Date}), at), range(-8, 4))) AS month
    )
SELECT
    shown.month AS month,
    if(shown.month <= {to:Date} AND actual.month = shown.month, actual.value, NULL) AS value,
    if(previous.month = addYears(shown.month, -1), previous.value, NULL) AS previous,
    if(plan.month = shown.month AND plan.plan > 0, plan.plan, NULL) AS plan,
    if(shown.month > {to:Date} AND outlook.month = shown.month, outlook.forecast, NULL) AS forecast
FROM shown
LEFT JOIN actual ON actual.month = shown.month
LEFT JOIN actual AS previous ON previous.month = addYears(shown.month, -1)
LEFT JOIN plan ON plan.month = shown.month
LEFT JOIN outlook ON outlook.month = shown.month
WHERE shown.month <= {to:Date} OR outlook.month = shown.month
ORDER BY month
