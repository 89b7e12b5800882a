SELECT
    customer_id,
    emp_id AS employee_id,
    valid_from,
    coalesce(valid_to + 1, toDate32('2299-12-31')) AS valid_to,
    replaceAll(_key, char(31), '/') AS source_id,
    _updated_at AS source_updated_at
FROM ownership
WHERE NOT _deleted
