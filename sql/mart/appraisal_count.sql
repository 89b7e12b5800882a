-- Grain: appraised period × employee × measure. Key: the same.
-- A new customer is a company whose first order that is worth anything is in the period; who the company is, the map says
-- as of the day of looking. It counts for whoever has the largest part of that order. A follow-up is seen once it is
-- recorded: what is entered after the lock lifts nobody.
WITH
    followed AS (
        SELECT
            period.period_id AS period_id,
            activity.employee_id AS employee_id,
            count() AS followups,
            countIf(activity.exclusion = 'flagged') AS flagged
        FROM activity
        CROSS JOIN period
        WHERE activity.business_date >= period.period_start AND activity.business_date < period.period_end
            AND toDate32(activity.business_date) <= period.as_of AND activity.exclusion IN ('', 'flagged')
            AND coalesce(toDate(activity.recorded_at, {timezone:String}) <= period.as_of, true)
        GROUP BY period_id, employee_id
    ),
    answered AS (
        SELECT
            period.period_id AS period_id,
            response.employee_id AS employee_id,
            count() AS answers,
            sum(toDecimal128(response.score, 12)) AS points
        FROM response
        CROSS JOIN period
        WHERE response.business_date >= period.period_start AND response.business_date < period.period_end
            AND toDate32(response.business_date) <= period.as_of
        GROUP BY period_id, employee_id
    ),
    worth AS (
        SELECT
            period.period_id AS period_id,
            period.as_of AS as_of,
            any(period.period_start) AS period_start,
            any(period.period_end) AS period_end,
            event.order_no AS order_no,
            any(event.customer_id) AS customer_id,
            any(event.booked_business_date) AS booked_on,
            minIf(event.event_at, event.event_type = 'booking') AS booked_at
        FROM event
        CROSS JOIN period
        WHERE toDate32(event.business_date) <= period.as_of
            AND coalesce(toDate32(event.known_on), period.as_of) <= period.as_of
            AND event.dq_status != 'under_review'
        GROUP BY period.period_id, period.as_of, event.order_no
        HAVING sum(event.net_base) > 0 AND countIf(event.event_type = 'booking') > 0
    ),
    old AS (
        SELECT DISTINCT
            period.period_id AS period_id,
            if(known.customer_id = '', prior.customer_id, known.survivor_id) AS company
        FROM prior
        CROSS JOIN period
        LEFT JOIN map AS known ON known.customer_id = prior.customer_id
            AND known.valid_from <= period.as_of AND known.valid_to > period.as_of
    ),
    first_order AS (
        SELECT
            worth.period_id AS period_id,
            if(known.customer_id = '', worth.customer_id, known.survivor_id) AS company,
            argMin((worth.order_no, worth.booked_on, worth.period_start, worth.period_end), (worth.booked_at, worth.order_no)) AS first
        FROM worth
        LEFT JOIN map AS known ON known.customer_id = worth.customer_id
            AND known.valid_from <= worth.as_of AND known.valid_to > worth.as_of
        GROUP BY period_id, company
    ),
    won AS (
        SELECT
            first_order.period_id AS period_id,
            given.employee_id AS employee_id,
            count() AS new_customers
        FROM first_order
        LEFT ANTI JOIN old ON old.period_id = first_order.period_id AND old.company = first_order.company
        INNER JOIN credit AS given ON given.order_no = first_order.first.1
        WHERE given.is_primary AND first_order.first.2 >= first_order.first.3 AND first_order.first.2 < first_order.first.4
        GROUP BY period_id, employee_id
    ),
    counted AS (
        SELECT period_id, employee_id, 'followups' AS measure, toDecimal128(followups, 12) AS value FROM followed
        UNION ALL
        SELECT period_id, employee_id, 'flagged_followups', toDecimal128(flagged, 12) FROM followed
        UNION ALL
        SELECT period_id, employee_id, 'answers', toDecimal128(answers, 12) FROM answered
        UNION ALL
        SELECT period_id, employee_id, 'answer_sum', toDecimal128(points, 12) FROM answered
        UNION ALL
        SELECT period_id, employee_id, 'new_customers', toDecimal128(new_customers, 12) FROM won
    )
SELECT
    counted.period_id AS period_id,
    period.period_start AS period_start,
    counted.employee_id AS employee_id,
    counted.measure AS measure,
    counted.value AS value
FROM counted
INNER JOIN period ON period.period_id = counted.period_id
