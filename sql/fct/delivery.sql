-- Grain: order with a promised day. Key: order_no. Month: that of the promised day, up to the newest day orders know.
WITH newest AS (SELECT max(greatest(business_date, coalesce(delivered_on, business_date))) AS day FROM booked)
SELECT
    booked.order_no AS order_no,
    assumeNotNull(booked.due_date) AS due_date,
    booked.delivered_on AS delivered_on,
    booked.delivered_on IS NOT NULL AS is_delivered,
    coalesce(booked.delivered_on <= booked.due_date, false) AS is_on_time,
    toInt32(booked.delivered_on - booked.business_date) AS days,
    toString(coalesce(booked.channel, '')) AS channel
FROM booked
CROSS JOIN newest
WHERE booked.due_date IS NOT NULL AND booked.due_date <= newest.day
    AND booked.status NOT IN ('draft', 'cancelled') AND booked.dq_status != 'under_review'
    AND booked.order_no NOT IN (SELECT order_no FROM held)
