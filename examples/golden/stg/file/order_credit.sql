-- Percentages of the order that is followed; several entries of one person add up.
WITH
    followed AS (SELECT * FROM `order` WHERE NOT _deleted ORDER BY source_rank LIMIT 1 BY order_no),
    given AS (
        SELECT
            order_no,
            JSONExtractString(one, 'emp_id') AS employee_id,
            JSONExtractString(one, 'kind') AS kind,
            toDecimal128OrNull(JSONExtractString(one, 'pct'), 12) AS pct,
            _updated_at
        FROM followed
        ARRAY JOIN JSONExtractArrayRaw(coalesce(credits, '[]')) AS one
    )
SELECT
    order_no,
    employee_id,
    kind,
    CAST(sum(pct) / 100, 'Nullable(Decimal(38, 12))') AS share,
    concat(order_no, '/', employee_id, '/', kind) AS source_id,
    max(_updated_at) AS source_updated_at
FROM given
GROUP BY order_no, employee_id, kind
