SELECT
    team_id AS org_id,
    team_id AS name,
    'team' AS level,
    CAST(NULL, 'Nullable(String)') AS parent_id,
    toDate32('1970-01-01') AS valid_from,
    toDate32('2299-12-31') AS valid_to,
    team_id AS source_id,
    max(_updated_at) AS source_updated_at
FROM employee
WHERE NOT _deleted
GROUP BY team_id
