SELECT
    date,
    is_workday,
    CAST(NULL, 'Nullable(String)') AS name,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM calendar_day
WHERE NOT _deleted
