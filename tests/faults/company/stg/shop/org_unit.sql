SELECT
    team AS org_id,
    team AS name,
    'team' AS level,
    CAST(NULL, 'Nullable(String)') AS parent_id,
    toDate32('2020-01-01') AS valid_from,
    toDate32('2299-12-31') AS valid_to,
    team AS source_id,
    CAST(NULL, 'Nullable(DateTime64(3))') AS source_updated_at
FROM employee
WHERE NOT _deleted
GROUP BY team
