-- A team is called by its manager. The file knows no days: everybody is where they are from the beginning.
SELECT
    person AS employee_id,
    role,
    kind,
    team AS org_id,
    if(kind = 'rep', team, NULL) AS manager_id,
    toDate32('2000-01-01') AS valid_from,
    toDate32('2299-12-31') AS valid_to,
    person AS source_id,
    CAST(NULL, 'Nullable(DateTime64(6))') AS source_updated_at
FROM (
    SELECT sales_agent AS person, 'rep' AS role, 'rep' AS kind, manager AS team FROM sales_team WHERE NOT _deleted
    UNION ALL
    SELECT DISTINCT manager, 'team_manager', 'manager', manager FROM sales_team WHERE NOT _deleted
)
