-- Agents, and the managers that their rows name.
SELECT
    person AS employee_id,
    person AS name,
    CAST(NULL, 'Nullable(String)') AS email,
    job_title,
    CAST(NULL, 'Nullable(Date32)') AS hire_date,
    CAST(NULL, 'Nullable(Date32)') AS leave_date,
    person AS source_id,
    CAST(NULL, 'Nullable(DateTime64(6))') AS source_updated_at
FROM (
    SELECT sales_agent AS person, 'Sales agent' AS job_title FROM sales_team WHERE NOT _deleted
    UNION ALL
    SELECT DISTINCT manager, 'Manager' FROM sales_team WHERE NOT _deleted
)
