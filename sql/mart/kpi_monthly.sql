-- Grain: month × KPI × employee. Key: month, kpi, employee_id.
-- Numerators and denominators add up over employees and months; ratios never do. Team: that of the month's end.
-- Orders under review count for nobody until they are cleared.
-- The running month is compared with as many days of the earlier ones.
WITH
    newest AS (SELECT max(business_date) AS day, toStartOfMonth(day) AS month FROM event),
    sound AS (SELECT * FROM event WHERE dq_status != 'under_review'),
    share_of AS (SELECT order_no, employee_id, share, is_primary FROM credit WHERE kind = 'revenue'),
    sold AS (
        SELECT
            event.business_date AS business_date,
            toStartOfMonth(event.business_date) AS month,
            share_of.employee_id AS employee_id,
            sum(event.net_base * share_of.share) AS net_sales,
            count() AS facts
        FROM sound AS event
        INNER JOIN share_of ON share_of.order_no = event.order_no
        GROUP BY business_date, employee_id
    ),
    goal AS (
        -- A period of several months gives each the share of its days. What has accrued at a month's end, less what had at
        -- its beginning: so division loses nothing in the sum.
        SELECT
            month,
            employee_id,
            CAST(value * dateDiff('day', period_start, least(period_end, addMonths(month, 1))) / days, 'Decimal(38, 12)')
                - CAST(value * dateDiff('day', period_start, greatest(period_start, month)) / days, 'Decimal(38, 12)') AS value
        FROM (
            SELECT
                employee_id,
                period_start,
                period_end,
                days,
                toDecimal256(value, 12) AS value,
                arrayJoin(arrayMap(
                    n -> addMonths(toStartOfMonth(period_start), n),
                    range(toUInt32(dateDiff('month', period_start, period_end - 1) + 1))
                )) AS month
            FROM target
            WHERE is_in_force AND kpi = 'net_sales' AND days > 0
        )
    ),
    base AS (
        SELECT
            kpi,
            addMonths(month, distance) AS month,
            employee_id,
            sum(net_sales) AS net_sales
        FROM sold
        CROSS JOIN newest
        ARRAY JOIN ['growth_yoy', 'growth_mom'] AS kpi, [12, 1] AS distance
        WHERE addMonths(sold.month, distance) < newest.month
            OR (
                addMonths(sold.month, distance) = newest.month
                AND (newest.day = toLastDayOfMonth(newest.day) OR sold.business_date <= addMonths(newest.day, -distance))
            )
        GROUP BY kpi, month, employee_id
    ),
    ordered AS (
        SELECT order_no, customer_id, min(booked_business_date) AS booked_on, sum(net_base) AS net
        FROM sound AS event
        GROUP BY order_no, customer_id
    ),
    first_order AS (
        SELECT
            if(account.customer_id = '', ordered.customer_id, account.survivor_id) AS company,
            min((ordered.booked_on, ordered.order_no)) AS first
        FROM ordered
        LEFT JOIN customer AS account ON account.customer_id = ordered.customer_id
        WHERE ordered.net > 0
        GROUP BY company
    ),
    measure AS (
        SELECT 'net_sales' AS kpi, month, employee_id, net_sales AS numerator, NULL::Nullable(Decimal(38, 12)) AS denominator, facts
        FROM sold
        UNION ALL
        SELECT 'orders', toStartOfMonth(event.business_date), share_of.employee_id, uniqExact(event.order_no), NULL,
            uniqExact(event.order_no)
        FROM sound AS event
        INNER JOIN share_of ON share_of.order_no = event.order_no
        WHERE event.event_type = 'booking' AND event.order_status != 'cancelled' AND share_of.is_primary
        GROUP BY 2, 3
        UNION ALL
        SELECT 'attainment', month, employee_id, net_sales, NULL, facts FROM sold WHERE employee_id != 'unassigned'
        UNION ALL
        SELECT 'attainment', goal.month, goal.employee_id, 0, goal.value, 0
        FROM goal CROSS JOIN newest
        WHERE goal.month <= newest.month
        UNION ALL
        SELECT kpi, month, employee_id, net_sales, NULL, facts
        FROM sold ARRAY JOIN ['growth_yoy', 'growth_mom'] AS kpi
        UNION ALL
        SELECT kpi, month, employee_id, -net_sales, net_sales, 0 FROM base
        UNION ALL
        SELECT 'new_customers', toStartOfMonth(first_order.first.1), share_of.employee_id, count(), NULL, count()
        FROM first_order
        INNER JOIN share_of ON share_of.order_no = first_order.first.2
        WHERE share_of.is_primary
        GROUP BY 2, 3
        UNION ALL
        SELECT 'conversion', toStartOfMonth(created_on), employee_id, countIf(is_won), count(), count()
        FROM opportunity
        GROUP BY 2, 3
        UNION ALL
        SELECT 'follow_ups', toStartOfMonth(business_date), employee_id, count(), NULL, count()
        FROM activity
        WHERE counted
        GROUP BY 2, 3
        UNION ALL
        SELECT 'collection', receivable.month, share_of.employee_id, sum(receivable.paid_base * share_of.share),
            sum(receivable.due_base * share_of.share), count()
        FROM receivable
        INNER JOIN share_of ON share_of.order_no = receivable.order_no
        WHERE receivable.is_due_in_month
        GROUP BY 2, 3
    ),
    added AS (
        SELECT
            month,
            kpi,
            employee_id,
            toDecimal128(sum(numerator), 12) AS numerator,
            CAST(sumOrNull(denominator), 'Nullable(Decimal(38, 12))') AS denominator,
            sum(facts) AS rows_included
        FROM measure
        GROUP BY month, kpi, employee_id
    ),
    member AS (
        SELECT
            employee_id,
            name,
            team_id,
            team_name,
            region,
            if(valid_from = min(valid_from) OVER (PARTITION BY employee_id), toDate32('1900-01-01'), valid_from) AS since
        FROM employee
    )
SELECT
    added.month AS month,
    added.kpi AS kpi,
    added.employee_id AS employee_id,
    if(member.employee_id = '', added.employee_id, member.name) AS employee_name,
    member.team_id AS team_id,
    member.team_name AS team_name,
    member.region AS region,
    added.numerator AS numerator,
    added.denominator AS denominator,
    multiIf(
        added.kpi IN ('net_sales', 'orders', 'new_customers', 'follow_ups'), toFloat64(added.numerator),
        added.denominator > 0, toFloat64(added.numerator) / toFloat64(added.denominator),
        NULL
    ) AS value,
    added.rows_included AS rows_included
FROM (SELECT *, toDate32(toLastDayOfMonth(month)) AS month_end FROM added) AS added
ASOF LEFT JOIN member ON member.employee_id = added.employee_id AND member.since <= added.month_end
