-- Regions on offer: value, label.
SELECT DISTINCT
    region AS value,
    region AS label
FROM kpi
WHERE region != ''
ORDER BY value
LIMIT 200
