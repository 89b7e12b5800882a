-- Grain: part of a target of employee × KPI × period × version. Key: employee_id, kpi, period_start, version, part. Month: that of the period's start.
SELECT
    employee_id,
    kpi,
    period_start,
    period_end,
    dateDiff('day', period_start, period_end) AS days,
    version,
    part,
    version = max(version) OVER (PARTITION BY employee_id, kpi, period_start) AS is_in_force,
    toDecimal128(value, 12) AS value,
    proration,
    ramp,
    approved_at
FROM target
