-- Grain: rep × workday. Key: employee_id, business_date. From the first to the newest day with follow-ups.
WITH seen AS (SELECT min(business_date) AS first_day, max(business_date) AS last_day FROM activity)
SELECT DISTINCT
    employee.employee_id AS employee_id,
    calendar.date AS business_date
FROM employee
CROSS JOIN seen
INNER JOIN date AS calendar ON calendar.date >= employee.valid_from AND calendar.date < employee.valid_to
    AND calendar.date >= seen.first_day AND calendar.date <= seen.last_day
WHERE employee.kind = 'rep' AND calendar.is_workday
    AND (employee.leave_date IS NULL OR calendar.date <= employee.leave_date)
    AND (employee.hire_date IS NULL OR calendar.date >= employee.hire_date)
