-- Territories are teams, their groups are regions.
SELECT
    toString(territory_id) AS org_id,
    name,
    'team' AS level,
    territory_group AS parent_id,
    toDate32('2000-01-01') AS valid_from,
    toDate32('2299-12-31') AS valid_to,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM sales_territory
WHERE NOT _deleted
UNION ALL
SELECT
    territory_group,
    territory_group,
    'region',
    NULL,
    toDate32('2000-01-01'),
    toDate32('2299-12-31'),
    concat('group ', territory_group),
    NULL
FROM sales_territory
WHERE NOT _deleted
GROUP BY territory_group
