-- Days are inclusive in the ERP; an open end is NULL.
SELECT
    employee_id,
    role,
    multiIf(role = 'rep', 'rep', role LIKE '%manager', 'manager', 'other') AS kind,
    org_id,
    manager_id,
    valid_from,
    coalesce(valid_to + 1, toDate32('2299-12-31')) AS valid_to,
    replaceAll(_key, char(31), '/') AS source_id,
    _updated_at AS source_updated_at
FROM employee_assignment
WHERE NOT _deleted
