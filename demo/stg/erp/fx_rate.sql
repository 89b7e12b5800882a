SELECT
    rate_date,
    from_currency,
    to_currency,
    rate,
    replaceAll(_key, char(31), '/') AS source_id,
    updated_at AS source_updated_at
FROM fx_rate
WHERE NOT _deleted
