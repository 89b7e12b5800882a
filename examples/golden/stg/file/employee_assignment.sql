SELECT
    emp_id AS employee_id,
    role,
    if(kind IN ('rep', 'manager'), kind, 'other') AS kind,
    team_id AS org_id,
    CAST(NULL, 'Nullable(String)') AS manager_id,
    valid_from,
    coalesce(valid_to + 1, toDate32('2299-12-31')) AS valid_to,
    replaceAll(_key, char(31), '/') AS source_id,
    _updated_at AS source_updated_at
FROM employee
WHERE NOT _deleted
