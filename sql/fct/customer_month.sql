-- Grain: company × month end. Key: month, survivor_id. Orders under review count for nobody.
WITH
    newest AS (SELECT max(business_date) AS day FROM event),
    daily AS (
        SELECT
            if(account.customer_id = '', event.customer_id, account.survivor_id) AS survivor_id,
            event.order_no AS order_no,
            event.business_date AS day,
            any(event.booked_business_date) AS booked_on,
            sum(event.net_base) AS net
        FROM event
        LEFT JOIN customer AS account ON account.customer_id = event.customer_id
        WHERE event.dq_status != 'under_review'
        GROUP BY survivor_id, order_no, day
    ),
    worth AS (SELECT order_no, sum(net) > 0 AS is_worth FROM daily GROUP BY order_no),
    owner AS (SELECT order_no, any(employee_id) AS employee_id FROM credit WHERE is_primary AND kind = 'revenue' GROUP BY order_no),
    seen AS (
        -- Each movement, at every month end whose 365 days it falls into.
        SELECT
            daily.survivor_id AS survivor_id,
            daily.day AS day,
            daily.net AS net,
            daily.booked_on AS booked_on,
            worth.is_worth AS is_worth,
            owner.employee_id AS employee_id,
            daily.order_no AS order_no,
            arrayJoin(arrayMap(n -> addMonths(toStartOfMonth(daily.day), n), range(13))) AS month,
            least(toLastDayOfMonth(month), newest.day) AS as_of
        FROM daily
        CROSS JOIN newest
        INNER JOIN worth ON worth.order_no = daily.order_no
        LEFT JOIN owner ON owner.order_no = daily.order_no
        WHERE month <= newest.day AND dateDiff('day', daily.day, as_of) < 365
    ),
    state AS (
        SELECT
            month,
            as_of,
            survivor_id,
            argMax(employee_id, (booked_on, order_no)) AS employee_id,
            sum(net) AS net_base,
            uniqExactIf(booked_on, is_worth AND dateDiff('day', booked_on, as_of) < 365) AS order_days
        FROM seen
        GROUP BY month, as_of, survivor_id
    ),
    -- Each state, at its own month end and at the one three months on, for which it is the state before.
    both AS (
        SELECT
            addMonths(state.month, ahead) AS month,
            survivor_id,
            employee_id,
            ahead = 0 AS now,
            if(now, state.net_base, toDecimal128(0, 12)) AS net_base,
            if(now, state.order_days, 0) AS order_days,
            now AND state.net_base > 0 AS is_active,
            NOT now AND state.net_base > 0 AS was_active
        FROM state
        CROSS JOIN newest
        ARRAY JOIN [0, 3] AS ahead
        WHERE addMonths(state.month, ahead) <= newest.day
    ),
    company AS (
        SELECT
            month,
            any(least(toLastDayOfMonth(month), newest.day)) AS as_of,
            survivor_id,
            argMax(employee_id, now) AS employee_id,
            sum(net_base) AS net_base,
            sum(order_days) AS order_days,
            max(is_active) AS is_active,
            max(was_active) AS was_active
        FROM both
        CROSS JOIN newest
        GROUP BY month, survivor_id
    ),
    followed AS (SELECT DISTINCT survivor_id, business_date AS day FROM activity WHERE counted)
SELECT
    company.month AS month,
    company.as_of AS as_of,
    company.survivor_id AS survivor_id,
    if(company.employee_id = '', 'unassigned', company.employee_id) AS employee_id,
    company.net_base AS net_base,
    company.order_days AS order_days,
    company.is_active AS is_active,
    company.was_active AS was_active,
    if(followed.survivor_id = '', NULL, dateDiff('day', followed.day, company.as_of)) AS follow_up_days
FROM company
ASOF LEFT JOIN followed ON followed.survivor_id = company.survivor_id AND followed.day <= company.as_of
