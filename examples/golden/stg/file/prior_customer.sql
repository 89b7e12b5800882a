SELECT
    customer_id,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM customer
WHERE NOT _deleted AND is_existing
