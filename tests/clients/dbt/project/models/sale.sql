-- One row per sale, with the name of its region.
SELECT
    sale.id AS id,
    sale.region_id AS region_id,
    region.name AS region_name,
    sale.amount AS amount,
    sale.sold_at AS sold_at
FROM {{ source('raw', 'sale') }} AS sale
LEFT JOIN {{ ref('region') }} AS region ON region.id = sale.region_id
