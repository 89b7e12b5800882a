-- A manager's agents are a team, a regional office is a region.
SELECT
    unit AS org_id,
    unit AS name,
    level,
    above AS parent_id,
    toDate32('2000-01-01') AS valid_from,
    toDate32('2299-12-31') AS valid_to,
    unit AS source_id,
    CAST(NULL, 'Nullable(DateTime64(6))') AS source_updated_at
FROM (
    SELECT DISTINCT manager AS unit, 'team' AS level, CAST(regional_office, 'Nullable(String)') AS above
    FROM sales_team
    WHERE NOT _deleted
    UNION ALL
    SELECT DISTINCT regional_office, 'region', NULL FROM sales_team WHERE NOT _deleted
)
