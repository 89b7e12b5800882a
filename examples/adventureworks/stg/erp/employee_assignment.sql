-- A territory is a team. Ends are inclusive; an open one is NULL. Managers have no territory and thus no team.
SELECT
    toString(sales_person_id) AS employee_id,
    'rep' AS role,
    'rep' AS kind,
    toString(territory_id) AS org_id,
    CAST(NULL, 'Nullable(String)') AS manager_id,
    start_date AS valid_from,
    coalesce(end_date + 1, toDate32('2299-12-31')) AS valid_to,
    replaceAll(_key, char(31), '/') AS source_id,
    _updated_at AS source_updated_at
FROM sales_territory_history
WHERE NOT _deleted
