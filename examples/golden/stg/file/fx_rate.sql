SELECT
    date AS rate_date,
    `from` AS from_currency,
    `to` AS to_currency,
    rate,
    replaceAll(_key, char(31), '/') AS source_id,
    _updated_at AS source_updated_at
FROM fx
WHERE NOT _deleted
