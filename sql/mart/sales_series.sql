-- Grain: day × team, without gaps from the team's first day to the newest. Key: day, team_id.
-- A gap is a workday without any sale of anybody, where 9 of 10 workdays around it, 125 on either side, have some: it was not loaded.
-- Of the present month nothing after the newest day with sales is one.
-- A day of a year whose holidays are not known is none, nor a weekend worked instead of a holiday, unless the company tells its own days.
WITH
    span AS (SELECT min(business_date) AS first_day, max(business_date) AS last_day FROM sales),
    told AS (SELECT DISTINCT business_date AS day FROM sales),
    own AS (SELECT CAST(date AS Date) AS day, is_workday, true AS is_told FROM own_day),
    workday AS (
        SELECT
            calendar.date AS day,
            row_number() OVER (ORDER BY calendar.date) AS place,
            calendar.date IN (SELECT day FROM told) AS has_sales
        FROM date AS calendar
        CROSS JOIN span
        LEFT JOIN own ON own.day = calendar.date
        WHERE calendar.date BETWEEN span.first_day AND span.last_day AND if(
            own.is_told,
            own.is_workday,
            calendar.is_workday AND calendar.is_announced AND NOT calendar.is_adjusted_workday
        )
    ),
    judged AS (
        SELECT
            day,
            place,
            NOT has_sales AND count() OVER around >= 20 AND sum(has_sales) OVER around >= 0.9 * count() OVER around AS is_gap
        FROM workday
        WINDOW around AS (ORDER BY place ROWS BETWEEN 125 PRECEDING AND 125 FOLLOWING)
    ),
    bridged AS (
        SELECT
            day,
            place,
            is_gap,
            maxIf(place, NOT is_gap) OVER so_far AS place_before,
            maxIf(day, NOT is_gap) OVER so_far AS day_before,
            minIf(place, NOT is_gap) OVER to_come AS place_after,
            minIf(day, NOT is_gap) OVER to_come AS day_after
        FROM judged
        WINDOW
            so_far AS (ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
            to_come AS (ORDER BY place ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
    ),
    gap AS (
        SELECT *, (place - place_before) / (place_after - place_before) AS way
        FROM bridged
        WHERE is_gap AND place_before > 0 AND place_after > 0
    ),
    team AS (
        SELECT
            team_id,
            argMax(team_name, business_date) AS team_name,
            argMax(region, business_date) AS region,
            min(business_date) AS first_day
        FROM sales
        GROUP BY team_id
    ),
    sold AS (
        SELECT team_id, business_date AS day, toFloat64(sum(net_sales)) AS net_sales
        FROM sales
        GROUP BY team_id, day
    ),
    course AS (
        SELECT
            team.team_id AS team_id,
            team.team_name AS team_name,
            team.region AS region,
            arrayJoin(arrayMap(n -> team.first_day + n, range(toUInt32(span.last_day - team.first_day + 1)))) AS day
        FROM team
        CROSS JOIN span
    ),
    placed AS (
        SELECT
            course.*,
            gap.is_gap AS is_imputed,
            gap.way AS way,
            gap.day_before AS day_before,
            gap.day_after AS day_after
        FROM course
        LEFT JOIN gap ON gap.day = course.day
    )
SELECT
    placed.day AS day,
    placed.team_id AS team_id,
    placed.team_name AS team_name,
    placed.region AS region,
    if(placed.is_imputed, last.net_sales + (next.net_sales - last.net_sales) * placed.way, sold.net_sales) AS net_sales,
    placed.is_imputed AS is_imputed
FROM placed
LEFT JOIN sold ON sold.team_id = placed.team_id AND sold.day = placed.day
LEFT JOIN sold AS last ON last.team_id = placed.team_id AND last.day = placed.day_before
LEFT JOIN sold AS next ON next.team_id = placed.team_id AND next.day = placed.day_after
