-- Who looks after a customer is known to the CRM.
SELECT
    customer_id,
    name,
    credit_code,
    city,
    province,
    region_id,
    industry,
    channel,
    phone,
    email,
    CAST(NULL, 'Nullable(String)') AS owner_id,
    created_on,
    _key AS source_id,
    updated_at AS source_updated_at
FROM customer
WHERE NOT _deleted
