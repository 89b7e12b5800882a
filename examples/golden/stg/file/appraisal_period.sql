-- Days are inclusive in the document. The company works on plain weeks unless the document says otherwise.
SELECT
    period_id,
    period_start,
    period_end + 1 AS period_end,
    close_as_of,
    csat_min_n AS csat_min_answers,
    true AS own_calendar,
    _key AS source_id,
    _updated_at AS source_updated_at,
    arrayFilter(p -> p != '', [
        if(timezone != {timezone:String}, 'timezone is not company.timezone', ''),
        if(base_currency != {base_currency:String}, 'base_currency is not company.baseCurrency', '')
    ]) AS problems
FROM setting
WHERE NOT _deleted
