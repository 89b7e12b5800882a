-- Splits and rejected candidates in force.
SELECT
    customer_id,
    other_id,
    decided_on,
    toString(decision) AS source_id,
    decided_at AS source_updated_at
FROM customer_apart
WHERE NOT _deleted
