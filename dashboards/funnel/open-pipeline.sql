-- Amount of all open opportunities now, whenever they were created. Grain: one row.
SELECT
    sum(amount_here_base) AS value,
    CAST(NULL, 'Nullable(Float64)') AS target,
    CAST(NULL, 'Nullable(Float64)') AS previous,
    CAST(NULL, 'Nullable(Float64)') AS time_gone
FROM funnel
HAVING count() > 0
