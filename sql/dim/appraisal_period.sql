-- Grain: appraised period. Key: period_id.
SELECT
    period_id,
    period_start,
    period_end,
    close_as_of,
    close_as_of AS as_of,
    csat_min_answers,
    own_calendar,
    source,
    {base_currency:String} AS base_currency
FROM period
