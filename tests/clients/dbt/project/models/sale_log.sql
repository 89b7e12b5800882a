{{ config(materialized='incremental', unique_key='id', incremental_strategy='delete_insert') }}
-- One row per sale: each build adds what is newer than the newest row there.
SELECT
    id,
    amount,
    sold_at,
    '{{ invocation_id }}' AS added_by
FROM {{ source('raw', 'sale') }}
{% if is_incremental() %}
WHERE sold_at > (SELECT max(sold_at) FROM {{ this }})
{% endif %}
