-- One person has a row for each stretch of role; the newest one names them.
SELECT
    emp_id AS employee_id,
    argMax(name, valid_from) AS name,
    CAST(NULL, 'Nullable(String)') AS email,
    CAST(NULL, 'Nullable(String)') AS job_title,
    min(valid_from) AS hire_date,
    CAST(NULL, 'Nullable(Date32)') AS leave_date,
    emp_id AS source_id,
    max(_updated_at) AS source_updated_at
FROM employee
WHERE NOT _deleted
GROUP BY emp_id
