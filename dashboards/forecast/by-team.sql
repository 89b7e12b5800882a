-- The forecast as it stands. Grain: team × month.
SELECT
    team_name,
    region,
    month,
    forecast,
    lower,
    upper,
    model,
    1 - backtest_wape AS accuracy
FROM forecast
ORDER BY region = 'unassigned', region, team_name, month
LIMIT 200
