-- Opportunities created in the period. Grain: cohort month × employee × stage.
SELECT month, team_name, employee_name, stage, reached, here, amount_reached_base, amount_here_base
FROM funnel
WHERE month BETWEEN toStartOfMonth({from:Date}) AND {to:Date}
ORDER BY month DESC, team_name, employee_name, stage_no
