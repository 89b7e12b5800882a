-- Periods that plans pay, each seen up to its last day.
SELECT
    period_id,
    period_start,
    period_end,
    period_end - 1 AS close_as_of,
    1 AS csat_min_answers,
    false AS own_calendar,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM period
WHERE NOT _deleted
