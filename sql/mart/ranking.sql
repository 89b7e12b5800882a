-- Grain: period × grain × KPI × scope × member × employee. Key: all of them. Month: first of the period.
-- Equals share a place and the places after it stay free (1, 1, 3). Who does not take part is listed with the reason.
WITH
    figure AS (
        SELECT month AS period, addMonths(CAST(month, 'Date32'), 1) AS ends, 'month' AS grain, toString(kpi) AS kpi, employee_id,
            numerator, denominator, value, toString(reason) AS why, rows_included
        FROM month_figure
        UNION ALL
        SELECT quarter, addMonths(CAST(quarter, 'Date32'), 3), 'quarter', toString(kpi), employee_id,
            numerator, denominator, value, toString(reason), rows_included
        FROM quarter_figure
        UNION ALL
        SELECT
            CAST(appraised.period_start, 'Date') AS period,
            max(appraised.period_end) AS ends,
            transform(dateDiff('month', appraised.period_start, appraised.period_end), [1, 3, 12], ['month', 'quarter', 'year'], '') AS grain,
            'score',
            statement.employee_id,
            max(toDecimal128(coalesce(statement.final_score, toDecimal64(0, 4)), 12)),
            NULL,
            max(toFloat64(statement.final_score)),
            '',
            1
        FROM statement
        INNER JOIN appraised ON appraised.period_id = statement.period_id
        WHERE statement.part = 'rep' AND toDayOfMonth(appraised.period_start) = 1
        GROUP BY period, grain, statement.employee_id
        HAVING grain != ''
    ),
    member AS (
        SELECT
            employee_id,
            name,
            toString(role) AS role,
            team_id,
            region,
            leave_date,
            coalesce(hire_date, min(valid_from) OVER (PARTITION BY employee_id)) AS since,
            if(valid_from = min(valid_from) OVER (PARTITION BY employee_id), toDate32('1900-01-01'), valid_from) AS placed_from
        FROM employee
        WHERE employee_id != 'unassigned'
    ),
    suspect AS (
        -- Whose orders or follow-ups of the month are under review.
        SELECT toStartOfMonth(event.business_date) AS month, credit.employee_id AS employee_id
        FROM (SELECT order_no, business_date FROM event WHERE dq_status = 'under_review') AS event
        INNER JOIN credit ON credit.order_no = event.order_no AND credit.month = toStartOfMonth(event.business_date)
        UNION DISTINCT
        SELECT toStartOfMonth(business_date), employee_id FROM activity WHERE exclusion = 'flagged'
    ),
    held AS (
        SELECT employee_id, groupUniqArray(month) AS months
        FROM suspect
        GROUP BY employee_id
    ),
    seen AS (
        -- The last day of each month on which anything happened.
        SELECT toStartOfMonth(business_date) AS month, toDate32(max(business_date)) AS newest
        FROM event
        GROUP BY month
    ),
    placed AS (
        SELECT
            figure.period AS period,
            figure.grain AS grain,
            figure.kpi AS kpi,
            figure.employee_id AS employee_id,
            member.name AS employee_name,
            member.team_id AS team_id,
            member.region AS region,
            member.role AS role,
            figure.value AS value,
            figure.numerator AS numerator,
            figure.denominator AS denominator,
            -- Equal but for the last digits of binary fractions is equal.
            round(if(terms.direction = 'lower', value, -value), 9) AS sorted,
            multiIf(
                isNull(figure.value), 'no_value',
                figure.why != '', figure.why,
                member.leave_date < figure.last_day, 'left',
                dateDiff('day', member.since, figure.ends) < terms.minimum_days, 'too_short',
                coalesce(figure.denominator, toDecimal128(figure.rows_included, 12)) < terms.minimum_base, 'base_too_small',
                figure.grain != 'year' AND arrayExists(month -> month >= figure.period AND month < figure.ends, held.months), 'held',
                ''
            ) AS reason,
            -- Within the months that a period is built with, whatever it is built together with.
            arrayExists(
                day -> day.2 >= figure.last_day AND day.1 <= addMonths(figure.period, 3),
                (SELECT groupArray((month, newest)) FROM seen)
            ) AS is_complete
        FROM (SELECT *, ends - 1 AS last_day FROM figure) AS figure
        INNER JOIN terms ON terms.kpi = figure.kpi
        ASOF INNER JOIN member ON member.employee_id = figure.employee_id AND member.placed_from <= figure.last_day
        LEFT JOIN held ON held.employee_id = figure.employee_id
    ),
    scoped AS (
        SELECT *, slot.1 AS scope, slot.2 AS member
        FROM placed
        ARRAY JOIN [('company', ''), ('region', region), ('team', team_id), ('role', role)] AS slot
    ),
    ranked AS (
        SELECT
            *,
            if(reason = '', toNullable(toUInt32(rank() OVER (
                PARTITION BY period, grain, kpi, scope, member, reason = '' ORDER BY sorted
            ))), NULL) AS rank,
            countIf(reason = '') OVER (PARTITION BY period, grain, kpi, scope, member) AS ranked,
            if(reason = '', count() OVER (PARTITION BY period, grain, kpi, scope, member, reason = '', sorted) - 1, 0) AS tied
        FROM scoped
    ),
    followed AS (
        SELECT
            *,
            lagInFrame(period) OVER earlier AS period_before,
            lagInFrame(rank) OVER earlier AS newest_rank,
            lagInFrame(value) OVER earlier AS newest_value
        FROM ranked
        WINDOW earlier AS (
            PARTITION BY grain, kpi, scope, member, employee_id ORDER BY period ROWS BETWEEN 1 PRECEDING AND CURRENT ROW
        )
    )
SELECT
    period,
    grain,
    kpi,
    scope,
    member,
    employee_id,
    employee_name,
    team_id,
    region,
    role,
    value,
    numerator,
    denominator,
    rank,
    ranked,
    tied,
    if(addMonths(period_before, transform(grain, ['month', 'quarter', 'year'], [1, 3, 12], 1)) = period, newest_rank, NULL) AS rank_before,
    toInt32(rank_before) - toInt32(rank) AS movement,
    if(addMonths(period_before, transform(grain, ['month', 'quarter', 'year'], [1, 3, 12], 1)) = period, newest_value, NULL) AS value_before,
    reason,
    is_complete
FROM followed
