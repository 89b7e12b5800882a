-- Grain: signed event of an order line: 0 is the booking, then refunds and cancellations. Key: order_no, line_no, event_seq.
-- Month: that of the event in the company time zone. An amount without a rate stays NULL and fails a check.
WITH priced AS (
    SELECT
        booked.*,
        if(in_force.currency = '', NULL, in_force.rate) AS fx_rate,
        if(in_force.currency = '', NULL, in_force.rate_date) AS fx_date
    FROM booked
    LEFT JOIN rate AS in_force ON in_force.currency = booked.currency
        AND in_force.valid_from <= booked.business_date AND in_force.valid_to > booked.business_date
)
SELECT
    line.order_no AS order_no,
    line.line_no AS line_no,
    toUInt32(0) AS event_seq,
    'booking' AS event_type,
    priced.booked_at AS event_at,
    priced.business_date AS business_date,
    priced.business_date AS booked_business_date,
    priced.customer_id AS customer_id,
    line.product_id AS product_id,
    toString(coalesce(priced.channel, '')) AS channel,
    toString(coalesce(priced.promotion, '')) AS promotion,
    toString(priced.currency) AS currency,
    line.quantity AS quantity,
    line.net_amount AS net_tc,
    priced.fx_rate AS fx_rate,
    priced.fx_date AS fx_date,
    toDecimal128(line.net_amount, 4) * priced.fx_rate AS net_base,
    toString(priced.status) AS order_status,
    if(priced.order_no IN (SELECT order_no FROM held), 'under_review', toString(priced.dq_status)) AS dq_status,
    toDate(priced.known_at, {timezone:String}) AS known_on,
    toString(line.source) AS source,
    line.source_id AS source_id
FROM line
INNER JOIN priced ON priced.order_no = line.order_no
UNION ALL
SELECT
    order_no,
    line_no,
    event_seq,
    toString(event_type),
    event_at,
    business_date,
    booked_business_date,
    customer_id,
    product_id,
    toString(channel),
    toString(promotion),
    toString(currency),
    quantity,
    net_tc,
    fx_rate,
    fx_date,
    net_base,
    toString(order_status),
    toString(dq_status),
    known_on,
    toString(source),
    source_id
FROM reversal
