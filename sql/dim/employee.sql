-- Grain: person × stretch of unchanged role, unit and manager. Key: employee_id, valid_from.
-- A stretch ends as well where the unit changes its name or its place. People without an assignment have one
-- stretch without a team; `unassigned` stands for nobody.
WITH
    unit AS (
        -- Gapless: the first version reaches back, the last one forward, so that nobody loses a team.
        SELECT
            org_id,
            name,
            level,
            parent_id,
            if(row_number() OVER versions = 1, toDate32('1900-01-01'), valid_from) AS since,
            leadInFrame(valid_from, 1, toDate32('2299-12-31')) OVER (
                PARTITION BY org_id ORDER BY valid_from
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) AS until
        FROM org
        WINDOW versions AS (PARTITION BY org_id ORDER BY valid_from)
    ),
    above AS (
        SELECT org_id, argMax(name, valid_from) AS name, argMax(level, valid_from) AS level
        FROM org
        GROUP BY org_id
    ),
    placed AS (
        SELECT
            unit.org_id AS org_id,
            unit.name AS name,
            if(unit.level = 'region', unit.org_id, if(above.level = 'region', above.org_id, '')) AS region_id,
            if(unit.level = 'region', unit.name, if(above.level = 'region', above.name, '')) AS region,
            unit.since AS since,
            unit.until AS until
        FROM unit
        LEFT JOIN above ON above.org_id = unit.parent_id
    ),
    version AS (
        SELECT
            held.employee_id AS employee_id,
            toString(held.role) AS role,
            toString(held.kind) AS kind,
            held.org_id AS team_id,
            placed.name AS team_name,
            placed.region_id AS region_id,
            placed.region AS region,
            held.manager_id AS manager_id,
            if(placed.org_id = '', held.valid_from, greatest(held.valid_from, placed.since)) AS valid_from,
            if(placed.org_id = '', held.valid_to, least(held.valid_to, placed.until)) AS valid_to
        FROM assignment AS held
        LEFT JOIN placed ON placed.org_id = held.org_id
            AND placed.since < held.valid_to AND placed.until > held.valid_from
        UNION ALL
        SELECT employee_id, 'other', 'other', '', '', '', '', NULL, toDate32('1970-01-01'), toDate32('2299-12-31')
        FROM employee
        WHERE employee_id NOT IN (SELECT employee_id FROM assignment)
        UNION ALL
        SELECT 'unassigned', 'none', 'other', 'unassigned', 'unassigned', 'unassigned', 'unassigned', NULL,
            toDate32('1970-01-01'), toDate32('2299-12-31')
    )
SELECT
    cityHash64(version.employee_id, version.valid_from) AS employee_key,
    version.employee_id AS employee_id,
    if(person.employee_id = '', version.employee_id, person.name) AS name,
    person.email AS email,
    person.job_title AS job_title,
    version.role AS role,
    version.kind AS kind,
    version.team_id AS team_id,
    if(version.team_name = '', version.team_id, version.team_name) AS team_name,
    version.region_id AS region_id,
    version.region AS region,
    version.manager_id AS manager_id,
    person.hire_date AS hire_date,
    person.leave_date AS leave_date,
    version.valid_from AS valid_from,
    version.valid_to AS valid_to,
    version.valid_from = max(version.valid_from) OVER (PARTITION BY version.employee_id) AS is_current
FROM version
LEFT JOIN employee AS person ON person.employee_id = version.employee_id
