SELECT
    employee_id,
    name,
    email,
    job_title,
    hire_date,
    leave_date,
    _key AS source_id,
    updated_at AS source_updated_at
FROM employee
WHERE NOT _deleted
