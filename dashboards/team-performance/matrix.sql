-- Every KPI side by side, by team, or by rep once one team is in view; ties share a rank (1, 1, 3). What members without a
-- target or a last year sell counts for their team; a rep is measured in the months that have one. Grain: name.
WITH
    (SELECT uniqExact(team_id) FROM kpi WHERE kpi = 'attainment' AND month BETWEEN toStartOfMonth({from:Date}) AND {to:Date}) AS teams,
    added AS (
        SELECT
            if(teams > 1, team_name, employee_name) AS name,
            kpi,
            toFloat64(sum(numerator)) AS top,
            toFloat64(sumIf(numerator, teams > 1 OR denominator > 0)) AS top_of_base,
            toFloat64(sumIf(ifNull(denominator, 0), teams > 1 OR denominator > 0)) AS base
        FROM kpi
        WHERE month BETWEEN toStartOfMonth({from:Date}) AND {to:Date}
        GROUP BY name, kpi
    ),
    wide AS (
        SELECT
            name,
            maxIf(top_of_base / base, kpi = 'attainment' AND base > 0) AS attainment,
            countIf(kpi = 'attainment' AND base > 0) AS has_target,
            sumIf(top, kpi = 'net_sales') AS net_sales,
            sumIf(top_of_base, kpi = 'growth_yoy') / nullIf(sumIf(base, kpi = 'growth_yoy'), 0) AS growth,
            sumIf(top, kpi = 'orders') AS orders,
            sumIf(top, kpi = 'new_customers') AS new_customers,
            sumIf(top_of_base, kpi = 'conversion') / nullIf(sumIf(base, kpi = 'conversion'), 0) AS conversion,
            sumIf(top, kpi = 'follow_ups') AS follow_ups,
            sumIf(top_of_base, kpi = 'collection') / nullIf(sumIf(base, kpi = 'collection'), 0) AS collection
        FROM added
        GROUP BY name
    )
SELECT
    if(has_target = 0, NULL, rank() OVER (ORDER BY has_target DESC, attainment DESC)) AS place,
    name,
    if(has_target = 0, NULL, attainment) AS attainment,
    net_sales,
    growth,
    orders,
    new_customers,
    conversion,
    follow_ups,
    collection
FROM wide
ORDER BY has_target DESC, wide.attainment DESC, name
LIMIT 100
