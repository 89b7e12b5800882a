-- Grain: day × employee × channel × product group. Key: the same.
-- Team: that of the month's end, so that days add up to the months of mart.kpi_monthly.
WITH
    member AS (
        SELECT
            employee_id,
            name,
            team_id,
            team_name,
            region,
            if(valid_from = min(valid_from) OVER (PARTITION BY employee_id), toDate32('1900-01-01'), valid_from) AS since
        FROM employee
    ),
    sold AS (
        SELECT
            event.business_date AS business_date,
            toDate32(toLastDayOfMonth(event.business_date)) AS month_end,
            given.employee_id AS employee_id,
            toString(event.channel) AS channel,
            toString(sort.category_group) AS category_group,
            sum(event.net_base * given.share) AS net_sales,
            sumIf(event.net_base * given.share, event.event_type = 'booking') AS booked,
            sumIf(event.net_base * given.share, event.event_type = 'refund') AS refunded,
            sumIf(event.net_base * given.share, event.event_type = 'cancellation') AS cancelled,
            countIf(event.event_type = 'booking' AND given.is_primary) AS order_lines
        FROM event
        INNER JOIN credit AS given ON given.order_no = event.order_no AND given.month = toStartOfMonth(event.business_date)
        LEFT JOIN product AS sort ON sort.product_id = event.product_id
        WHERE event.dq_status != 'under_review'
        GROUP BY business_date, employee_id, channel, category_group
    )
SELECT
    sold.business_date AS business_date,
    sold.employee_id AS employee_id,
    if(member.employee_id = '', sold.employee_id, member.name) AS employee_name,
    member.team_id AS team_id,
    member.team_name AS team_name,
    member.region AS region,
    sold.channel AS channel,
    sold.category_group AS category_group,
    toDecimal128(coalesce(sold.net_sales, 0), 12) AS net_sales,
    toDecimal128(coalesce(sold.booked, 0), 12) AS booked,
    toDecimal128(coalesce(sold.refunded, 0), 12) AS refunded,
    toDecimal128(coalesce(sold.cancelled, 0), 12) AS cancelled,
    sold.order_lines AS order_lines
FROM sold
ASOF LEFT JOIN member ON member.employee_id = sold.employee_id AND member.since <= sold.month_end
