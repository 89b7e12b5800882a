-- Grain: person × KPI, of the newest month that is over. Key: month, employee_id, kpi.
-- Who is in the last quarter of the people in the same role, eight or more of them, is offered what helps with that KPI, the
-- weakest first. Each row names the place and figures it rests on, and a peer who is first.
WITH
    topic AS (
        SELECT slot.1 AS kpi, slot.2 AS topic
        FROM (
            SELECT arrayJoin([
                ('net_sales', 'sales_skills'), ('attainment', 'sales_skills'), ('conversion', 'sales_skills'),
                ('orders', 'sales_skills'), ('growth_yoy', 'market'), ('new_customers', 'market'), ('follow_ups', 'crm'),
                ('follow_up_gap', 'crm'), ('collection', 'collection'), ('csat', 'service'), ('entry_adoption', 'data_literacy')
            ]) AS slot
        )
    ),
    place AS (
        SELECT *
        FROM ranking
        WHERE grain = 'month' AND scope = 'role' AND reason = '' AND is_complete AND ranked >= 8
            AND period = (SELECT max(period) FROM ranking WHERE grain = 'month' AND is_complete)
    ),
    best AS (
        SELECT kpi, member, min(employee_id) AS employee_id FROM place WHERE rank = 1 GROUP BY kpi, member
    )
SELECT
    place.period AS month,
    place.employee_id AS employee_id,
    place.employee_name AS employee_name,
    place.team_id AS team_id,
    place.region AS region,
    place.kpi AS kpi,
    topic.topic AS topic,
    place.value AS value,
    place.value_before AS value_before,
    place.rank AS rank,
    place.ranked AS ranked,
    best.employee_id AS mentor_id,
    row_number() OVER (PARTITION BY place.employee_id ORDER BY place.rank / place.ranked DESC, place.kpi) AS priority
FROM place
INNER JOIN topic ON topic.kpi = place.kpi
INNER JOIN best ON best.kpi = place.kpi AND best.member = place.member
WHERE place.rank > place.ranked * 0.75
