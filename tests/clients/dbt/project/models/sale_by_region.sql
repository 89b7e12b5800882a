{{ config(materialized='view') }}
-- One row per region.
SELECT
    region_name,
    sum(amount) AS amount,
    count() AS sales
FROM {{ ref('sale') }}
GROUP BY region_name
