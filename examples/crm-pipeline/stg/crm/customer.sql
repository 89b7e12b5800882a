SELECT
    account AS customer_id,
    account AS name,
    CAST(NULL, 'Nullable(String)') AS credit_code,
    CAST(NULL, 'Nullable(String)') AS city,
    CAST(NULL, 'Nullable(String)') AS province,
    CAST(NULL, 'Nullable(String)') AS region_id,
    if(sector = 'technolgy', 'technology', sector) AS industry,
    'direct' AS channel,
    CAST(NULL, 'Nullable(String)') AS phone,
    CAST(NULL, 'Nullable(String)') AS email,
    CAST(NULL, 'Nullable(String)') AS owner_id,
    CAST(NULL, 'Nullable(Date32)') AS created_on,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM account
WHERE NOT _deleted
