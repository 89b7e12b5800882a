-- People who are their own superior on some day, over however many others: reports and approvals would never end.
WITH RECURSIVE walk AS (
    SELECT employee_id, valid_from AS day, toString(coalesce(manager_id, '')) AS above, [employee_id] AS path
    FROM candidate
    WHERE coalesce(manager_id, '') != ''
    UNION ALL
    SELECT walk.employee_id, walk.day, toString(coalesce(superior.manager_id, '')) AS above, arrayPushBack(walk.path, superior.employee_id) AS path
    FROM walk
    INNER JOIN candidate AS superior ON superior.employee_id = walk.above
    WHERE superior.valid_from <= walk.day AND superior.valid_to > walk.day AND NOT has(walk.path, superior.employee_id)
)
SELECT employee_id, day, path FROM walk WHERE above = employee_id
