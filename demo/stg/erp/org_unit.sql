-- Days are inclusive in the ERP; an open end is NULL.
SELECT
    org_id,
    name,
    level,
    parent_id,
    valid_from,
    coalesce(valid_to + 1, toDate32('2299-12-31')) AS valid_to,
    replaceAll(_key, char(31), '/') AS source_id,
    updated_at AS source_updated_at
FROM org_unit
WHERE NOT _deleted
