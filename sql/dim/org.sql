-- Grain: unit × stretch of validity. Key: org_id, valid_from.
-- Names of the units above are their newest ones; which unit is above is the row's own.
WITH newest AS (
    SELECT
        org_id,
        argMax(name, valid_from) AS name,
        argMax(level, valid_from) AS level,
        argMax(parent_id, valid_from) AS parent_id,
        max(valid_from) AS newest_from
    FROM org
    GROUP BY org_id
)
SELECT
    cityHash64(unit.org_id, unit.valid_from) AS org_key,
    unit.org_id AS org_id,
    unit.name AS name,
    unit.level AS level,
    unit.parent_id AS parent_id,
    multiIf(
        unit.level = 'region', unit.org_id,
        parent.level = 'region', parent.org_id,
        above.level = 'region', above.org_id,
        ''
    ) AS region_id,
    multiIf(
        unit.level = 'region', unit.name,
        parent.level = 'region', parent.name,
        above.level = 'region', above.name,
        ''
    ) AS region,
    arrayFilter(id -> id != '', [above.org_id, parent.org_id, unit.org_id]) AS path,
    unit.valid_from AS valid_from,
    unit.valid_to AS valid_to,
    unit.valid_from = self.newest_from AS is_current
FROM org AS unit
INNER JOIN newest AS self ON self.org_id = unit.org_id
LEFT JOIN newest AS parent ON parent.org_id = unit.parent_id
LEFT JOIN newest AS above ON above.org_id = parent.parent_id
