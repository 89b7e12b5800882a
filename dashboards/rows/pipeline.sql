-- Open opportunities now. Grain: cohort month × employee × stage.
SELECT month, team_name, employee_name, stage, here, amount_here_base
FROM funnel
WHERE here > 0
ORDER BY amount_here_base DESC
