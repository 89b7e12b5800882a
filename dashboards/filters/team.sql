-- Teams on offer, by their newest name: value, label.
SELECT
    team_id AS value,
    argMax(team_name, month) AS label
FROM kpi
WHERE team_id != ''
GROUP BY team_id
ORDER BY label
LIMIT 200
