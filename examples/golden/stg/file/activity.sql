SELECT
    replaceAll(_key, char(31), '/') AS activity_id,
    'visit' AS type,
    emp_id AS employee_id,
    customer_id,
    CAST(NULL, 'Nullable(String)') AS opportunity_id,
    CAST(NULL, 'Nullable(String)') AS subject,
    toDateTime64(day, 3, {timezone:String}) + toIntervalMinute(minute) AS happened_at,
    day AS business_date,
    happened_at AS recorded_at,
    CAST(NULL, 'Nullable(Int32)') AS duration_seconds,
    CAST(NULL, 'Nullable(Float64)') AS check_in_km,
    if(flagged, 'under_review', 'ok') AS dq_status,
    activity_id AS source_id,
    _updated_at AS source_updated_at
FROM followup
WHERE NOT _deleted
