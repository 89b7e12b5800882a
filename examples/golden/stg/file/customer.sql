-- The document names customers by their number only.
SELECT
    customer_id,
    customer_id AS name,
    CAST(NULL, 'Nullable(String)') AS credit_code,
    CAST(NULL, 'Nullable(String)') AS city,
    CAST(NULL, 'Nullable(String)') AS province,
    CAST(NULL, 'Nullable(String)') AS region_id,
    CAST(NULL, 'Nullable(String)') AS industry,
    CAST(NULL, 'Nullable(String)') AS channel,
    CAST(NULL, 'Nullable(String)') AS phone,
    CAST(NULL, 'Nullable(String)') AS email,
    CAST(NULL, 'Nullable(String)') AS owner_id,
    CAST(NULL, 'Nullable(Date32)') AS created_on,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM customer
WHERE NOT _deleted
