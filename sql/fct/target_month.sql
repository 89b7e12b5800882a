-- Grain: part of a target in force × month of its period. Key: employee_id, kpi, month, period_start, part.
-- What has accrued at a month's end, less what had at its beginning: so division loses nothing in the sum.
SELECT
    employee_id,
    kpi,
    month,
    period_start,
    part,
    CAST(value * dateDiff('day', period_start, least(period_end, addMonths(month, 1))) / days, 'Decimal(38, 12)')
        - CAST(value * dateDiff('day', period_start, greatest(period_start, month)) / days, 'Decimal(38, 12)') AS value
FROM (
    SELECT
        employee_id,
        kpi,
        period_start,
        period_end,
        part,
        days,
        toDecimal256(value, 12) AS value,
        arrayJoin(arrayMap(
            n -> addMonths(toStartOfMonth(period_start), n),
            range(toUInt32(dateDiff('month', period_start, period_end - 1) + 1))
        )) AS month
    FROM target
    WHERE is_in_force AND days > 0
)
