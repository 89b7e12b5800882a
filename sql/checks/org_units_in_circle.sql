-- Units that stand above themselves on some day: nobody knows which region they belong to.
WITH RECURSIVE walk AS (
    SELECT org_id, valid_from AS day, toString(coalesce(parent_id, '')) AS above, [org_id] AS path
    FROM candidate
    WHERE coalesce(parent_id, '') != ''
    UNION ALL
    SELECT walk.org_id, walk.day, toString(coalesce(unit.parent_id, '')) AS above, arrayPushBack(walk.path, unit.org_id) AS path
    FROM walk
    INNER JOIN candidate AS unit ON unit.org_id = walk.above
    WHERE unit.valid_from <= walk.day AND unit.valid_to > walk.day AND NOT has(walk.path, unit.org_id)
)
SELECT org_id, day, path FROM walk WHERE above = org_id
