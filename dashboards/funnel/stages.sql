-- How many of the opportunities created in the period ever reached each stage. Grain: stage.
SELECT
    any(stage) AS stage,
    sum(reached) AS value,
    value / nullIf(lagInFrame(toNullable(value)) OVER (ORDER BY stage_no), 0) AS step
FROM funnel
WHERE month BETWEEN toStartOfMonth({from:Date}) AND {to:Date}
GROUP BY stage_no
ORDER BY stage_no
