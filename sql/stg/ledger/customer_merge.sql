-- Merges in force; one that is undone is as if it had never been made.
SELECT
    from_id,
    into_id,
    merged_on,
    toString(decision) AS source_id,
    decided_at AS source_updated_at
FROM customer_merge
WHERE NOT _deleted
