-- Users. Employee_No__c is the number the leading system knows the person by; without one it is the user's own id.
SELECT
    coalesce(Employee_No__c, Id) AS employee_id,
    Name AS name,
    Email AS email,
    Title AS job_title,
    CAST(NULL, 'Nullable(Date32)') AS hire_date,
    CAST(NULL, 'Nullable(Date32)') AS leave_date,
    Id AS source_id,
    SystemModstamp AS source_updated_at
FROM User
WHERE NOT _deleted
