-- Grain: month × team, without gaps from the team's first month to the newest. Key: month, team_id.
WITH
    newest AS (SELECT max(business_date) AS day FROM sales),
    team AS (
        SELECT
            team_id,
            argMax(team_name, business_date) AS team_name,
            argMax(region, business_date) AS region,
            toStartOfMonth(min(business_date)) AS first_month
        FROM sales
        GROUP BY team_id
    ),
    calendar AS (
        SELECT
            team.team_id AS team_id,
            team.team_name AS team_name,
            team.region AS region,
            newest.day AS newest_day,
            arrayJoin(arrayMap(
                n -> addMonths(team.first_month, n), range(toUInt32(dateDiff('month', team.first_month, newest.day) + 1))
            )) AS month
        FROM team
        CROSS JOIN newest
    ),
    sold AS (
        SELECT team_id, toStartOfMonth(business_date) AS month, sum(net_sales) AS net_sales
        FROM sales
        GROUP BY team_id, month
    ),
    filled AS (
        SELECT team_id, toStartOfMonth(day) AS month, sum(net_sales) AS imputed_sales, count() AS imputed_days
        FROM daily
        WHERE is_imputed
        GROUP BY team_id, month
    ),
    goal AS (
        SELECT team_id, month, sumOrNull(denominator) AS target
        FROM kpi
        WHERE kpi.kpi = 'attainment'
        GROUP BY team_id, month
    ),
    length AS (SELECT month, max(workdays_in_month) AS workdays FROM date GROUP BY month)
SELECT
    calendar.month AS month,
    calendar.team_id AS team_id,
    calendar.team_name AS team_name,
    calendar.region AS region,
    toDecimal128(sold.net_sales, 12) AS net_sales,
    filled.imputed_sales AS imputed_sales,
    toUInt32(filled.imputed_days) AS imputed_days,
    goal.target AS target,
    length.workdays AS workdays,
    toLastDayOfMonth(calendar.month) <= calendar.newest_day AS is_complete
FROM calendar
LEFT JOIN sold ON sold.team_id = calendar.team_id AND sold.month = calendar.month
LEFT JOIN filled ON filled.team_id = calendar.team_id AND filled.month = calendar.month
LEFT JOIN goal ON goal.team_id = calendar.team_id AND goal.month = calendar.month
LEFT JOIN length ON length.month = calendar.month
