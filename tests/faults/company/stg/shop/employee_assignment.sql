SELECT
    employee_id,
    'rep' AS role,
    'rep' AS kind,
    team AS org_id,
    CAST(NULL, 'Nullable(String)') AS manager_id,
    toDate32('2020-01-01') AS valid_from,
    toDate32('2299-12-31') AS valid_to,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM employee
WHERE NOT _deleted
