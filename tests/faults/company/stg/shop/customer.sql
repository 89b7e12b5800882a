SELECT
    customer_id,
    name,
    CAST(NULL, 'Nullable(String)') AS credit_code,
    city,
    CAST(NULL, 'Nullable(String)') AS province,
    CAST(NULL, 'Nullable(String)') AS region_id,
    CAST(NULL, 'Nullable(String)') AS industry,
    'direct' AS channel,
    CAST(NULL, 'Nullable(String)') AS phone,
    CAST(NULL, 'Nullable(String)') AS email,
    CAST(NULL, 'Nullable(String)') AS owner_id,
    CAST(NULL, 'Nullable(Date32)') AS created_on,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM customer
WHERE NOT _deleted
