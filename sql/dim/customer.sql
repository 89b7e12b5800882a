-- Grain: account (one version: sources tell the present state only). Key: customer_id, valid_from.
-- Accounts with one unified social credit code are one company; equal names alone never are.
-- The account of the source that leads (has most accounts) stands for the company.
WITH identified AS (
    SELECT
        *,
        if(coalesce(credit_code, '') = '', concat('account ', customer_id), credit_code) AS company,
        count() OVER (PARTITION BY source) AS accounts_of_source
    FROM customer
)
SELECT
    cityHash64(customer_id, toDate32('1970-01-01')) AS customer_key,
    customer_id,
    first_value(customer_id) OVER companies AS survivor_id,
    name,
    first_value(name) OVER companies AS survivor_name,
    credit_code,
    city,
    province,
    region_id,
    industry,
    channel,
    owner_id,
    created_on,
    source,
    toDate32('1970-01-01') AS valid_from,
    toDate32('2299-12-31') AS valid_to,
    true AS is_current
FROM identified
WINDOW companies AS (PARTITION BY company ORDER BY accounts_of_source DESC, source, customer_id)
