SELECT
    employee_id,
    name,
    CAST(NULL, 'Nullable(String)') AS email,
    CAST(NULL, 'Nullable(String)') AS job_title,
    toDate32('2020-01-01') AS hire_date,
    CAST(NULL, 'Nullable(Date32)') AS leave_date,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM employee
WHERE NOT _deleted
