-- Grain: recorded follow-up. Key: activity_id. Month: that in which it happened.
-- One per employee, company and half hour of the clock counts; more are duplicates. One under review does not count either.
WITH
    known AS (
        SELECT
            activity.activity_id AS activity_id,
            activity.type AS type,
            activity.opportunity_id AS opportunity_id,
            activity.subject AS subject,
            activity.happened_at AS happened_at,
            activity.business_date AS business_date,
            activity.recorded_at AS recorded_at,
            activity.duration_seconds AS duration_seconds,
            activity.check_in_km AS check_in_km,
            activity.dq_status = 'under_review' OR activity.activity_id IN (SELECT activity_id FROM held) AS is_flagged,
            coalesce(nullIf(activity.employee_id, ''), 'unassigned') AS employee,
            coalesce(activity.customer_id, '') AS account,
            if(account.customer_id = '', coalesce(activity.customer_id, ''), account.survivor_id) AS company
        FROM activity
        LEFT JOIN customer AS account ON account.customer_id = activity.customer_id
    ),
    numbered AS (
        SELECT
            *,
            row_number() OVER (
                PARTITION BY employee, company, toStartOfInterval(happened_at, INTERVAL 30 MINUTE)
                ORDER BY is_flagged, happened_at, activity_id
            ) AS turn
        FROM known
    )
SELECT
    activity_id,
    type,
    employee AS employee_id,
    account AS customer_id,
    company AS survivor_id,
    coalesce(opportunity_id, '') AS opportunity_id,
    coalesce(subject, '') AS subject,
    happened_at,
    business_date,
    recorded_at,
    dateDiff('minute', happened_at, recorded_at) AS entry_lag_minutes,
    duration_seconds,
    multiIf(type != 'visit', 'recorded', isNull(check_in_km), 'none', check_in_km <= 1, 'strong', 'weak') AS evidence,
    exclusion = '' AS counted,
    multiIf(
        employee = 'unassigned', 'no_employee',
        -- A report from the market needs no customer; why it counts as no follow-up must not hide that it is under review.
        type = 'intel' AND is_flagged AND (company = '' OR turn > 1), 'flagged_report',
        company = '', 'no_customer',
        turn > 1, 'duplicate',
        is_flagged, 'flagged',
        ''
    ) AS exclusion
FROM numbered
