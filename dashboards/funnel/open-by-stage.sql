-- Amount of all open opportunities by the stage they are at. Grain: stage.
SELECT
    any(stage) AS name,
    sum(amount_here_base) AS value,
    CAST(NULL, 'Nullable(Float64)') AS reference,
    sum(here) AS opportunities
FROM funnel
GROUP BY stage_no
HAVING opportunities > 0
ORDER BY stage_no
