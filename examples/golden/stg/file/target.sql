-- Targets are set for the whole period of the document.
SELECT
    target.emp_id AS employee_id,
    target.kpi AS kpi,
    setting.period_start AS period_start,
    setting.period_end + 1 AS period_end,
    1 AS version,
    target.part AS part,
    target.base AS value,
    target.proration AS proration,
    target.ramp AS ramp,
    CAST(NULL, 'Nullable(DateTime64(3))') AS approved_at,
    replaceAll(target._key, char(31), '/') AS source_id,
    target._updated_at AS source_updated_at
FROM target
CROSS JOIN setting
WHERE NOT target._deleted AND NOT setting._deleted
