-- The forecast and the error the model made before. Grain: team × month.
SELECT month, region, team_name, forecast, lower, upper, model, imputed_months, backtest_wape, naive_wape
FROM forecast
ORDER BY month, region, team_name
