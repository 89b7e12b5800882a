-- Grain: account (one version: sources tell the present state only). Key: customer_id, valid_from.
-- Which account stands for the company is what dim.customer_map says last.
WITH named AS (SELECT customer_id, name FROM customer)
SELECT
    cityHash64(account.customer_id, toDate32('1970-01-01')) AS customer_key,
    account.customer_id AS customer_id,
    map.survivor_id AS survivor_id,
    account.name AS name,
    if(survivor.customer_id = '', account.name, survivor.name) AS survivor_name,
    account.credit_code AS credit_code,
    account.city AS city,
    account.province AS province,
    account.region_id AS region_id,
    account.industry AS industry,
    account.channel AS channel,
    account.owner_id AS owner_id,
    account.created_on AS created_on,
    account.source AS source,
    toDate32('1970-01-01') AS valid_from,
    toDate32('2299-12-31') AS valid_to,
    true AS is_current
FROM customer AS account
INNER JOIN map ON map.customer_id = account.customer_id AND map.valid_to = toDate32('2299-12-31')
LEFT JOIN named AS survivor ON survivor.customer_id = map.survivor_id
