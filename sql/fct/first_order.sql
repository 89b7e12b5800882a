-- Grain: company. Key: survivor_id. Month: that of its first order with a positive net amount.
-- Orders under review make nobody a customer until they are cleared.
WITH
    ordered AS (
        SELECT order_no, customer_id, min(booked_business_date) AS booked_on, sum(net_base) AS net
        FROM event
        WHERE dq_status != 'under_review'
        GROUP BY order_no, customer_id
    ),
    first AS (
        SELECT
            if(account.customer_id = '', ordered.customer_id, account.survivor_id) AS survivor_id,
            min((ordered.booked_on, ordered.order_no)) AS day_and_order
        FROM ordered
        LEFT JOIN customer AS account ON account.customer_id = ordered.customer_id
        WHERE ordered.net > 0
        GROUP BY survivor_id
    )
SELECT
    first.survivor_id AS survivor_id,
    first.day_and_order.2 AS order_no,
    first.day_and_order.1 AS business_date,
    coalesce(toString(account.channel), '') AS channel
FROM first
LEFT JOIN customer AS account ON account.customer_id = first.survivor_id
