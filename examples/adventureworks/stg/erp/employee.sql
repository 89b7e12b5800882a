-- Only people who sell.
SELECT
    toString(seller.sales_person_id) AS employee_id,
    concat(person.first_name, ' ', person.last_name) AS name,
    person.email_address AS email,
    employee.job_title AS job_title,
    employee.hire_date AS hire_date,
    CAST(NULL, 'Nullable(Date32)') AS leave_date,
    seller._key AS source_id,
    seller._updated_at AS source_updated_at
FROM sales_person AS seller
LEFT JOIN person ON person.business_entity_id = seller.sales_person_id
LEFT JOIN employee ON employee.employee_id = seller.sales_person_id
WHERE NOT seller._deleted
