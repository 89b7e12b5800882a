-- Conversion of the opportunities created in each of the last twelve months, and a year before. Grain: month.
WITH cohorts AS (
    SELECT
        month,
        toFloat64(sum(numerator)) / nullIf(toFloat64(sum(denominator)), 0) AS conversion
    FROM kpi
    WHERE kpi = 'conversion' AND denominator > 0
    GROUP BY month
)
SELECT
    cohort.month AS month,
    cohort.conversion AS value,
    if(earlier.month = addYears(cohort.month, -1), earlier.conversion, NULL) AS previous,
    CAST(NULL, 'Nullable(Float64)') AS plan,
    CAST(NULL, 'Nullable(Float64)') AS forecast
FROM cohorts AS cohort
LEFT JOIN cohorts AS earlier ON earlier.month = addYears(cohort.month, -1)
WHERE cohort.month BETWEEN addMonths(toStartOfMonth({to:Date}), -11) AND {to:Date}
ORDER BY month
