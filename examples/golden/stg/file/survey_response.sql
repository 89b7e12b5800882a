SELECT
    replaceAll(_key, char(31), '/') AS response_id,
    emp_id AS employee_id,
    CAST(NULL, 'Nullable(String)') AS customer_id,
    toDateTime64(day, 3, {timezone:String}) + INTERVAL 12 HOUR AS answered_at,
    day AS business_date,
    score,
    response_id AS source_id,
    _updated_at AS source_updated_at
FROM survey
WHERE NOT _deleted
