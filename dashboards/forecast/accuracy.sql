-- How well the model did on months it had not seen, teams weighted by their forecast; "as last year" beside it. Grain: one row.
SELECT
    1 - sum(backtest_wape * weight) / nullIf(sumIf(weight, backtest_wape IS NOT NULL), 0) AS value,
    CAST(NULL, 'Nullable(Float64)') AS target,
    1 - sum(naive_wape * weight) / nullIf(sumIf(weight, naive_wape IS NOT NULL), 0) AS previous,
    CAST(NULL, 'Nullable(Float64)') AS time_gone
FROM (
    SELECT
        any(backtest_wape) AS backtest_wape,
        any(naive_wape) AS naive_wape,
        toFloat64(sum(forecast)) AS weight
    FROM forecast
    GROUP BY team_id
)
HAVING count() > 0
