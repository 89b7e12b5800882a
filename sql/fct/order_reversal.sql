-- Grain: refund or cancellation of an order line. Key: order_no, line_no, event_seq.
-- Month: that of the reversal. Rate: that of the booking, so that an order that is taken back leaves nothing behind.
WITH
    priced AS (
        SELECT
            booked.*,
            if(in_force.currency = '', NULL, in_force.rate) AS fx_rate,
            if(in_force.currency = '', NULL, in_force.rate_date) AS fx_date
        FROM booked
        LEFT JOIN rate AS in_force ON in_force.currency = booked.currency
            AND in_force.valid_from <= booked.business_date AND in_force.valid_to > booked.business_date
    ),
    returned AS (
        -- A cancellation takes the whole rest: what is paid back after it takes nothing more.
        SELECT
            refund.order_no AS order_no,
            coalesce(refund.line_no, 0) AS line_no,
            'refund' AS event_type,
            refund.refunded_at AS event_at,
            refund.business_date AS business_date,
            toDate(refund.known_at, {timezone:String}) AS known_on,
            -coalesce(refund.quantity, toDecimal64(0, 4)) AS quantity,
            -refund.net_amount AS net_tc,
            toString(refund.source) AS source,
            refund.source_id AS source_id
        FROM refund
        INNER JOIN priced ON priced.order_no = refund.order_no
        WHERE NOT (priced.status = 'cancelled' AND refund.refunded_at > coalesce(priced.cancelled_at, priced.booked_at))
    ),
    told_late AS (
        -- A refund from before the cancellation that arrived only after it: until then the cancellation had taken its part too.
        SELECT returned.*, priced.cancelled_at AS cancelled_at, priced.cancelled_on AS cancelled_on
        FROM returned
        INNER JOIN priced ON priced.order_no = returned.order_no
        WHERE priced.status = 'cancelled' AND returned.known_on > priced.cancelled_on
    ),
    standing AS (
        -- What stood when it was cancelled: the booking and the refunds known by then.
        SELECT order_no, line_no, quantity, net_amount AS net_tc FROM line
        UNION ALL
        SELECT order_no, line_no, quantity, net_tc
        FROM returned
        UNION ALL
        SELECT order_no, line_no, -quantity, -net_tc
        FROM told_late
    ),
    cancelled AS (
        SELECT
            standing.order_no AS order_no,
            standing.line_no AS line_no,
            'cancellation' AS event_type,
            any(coalesce(priced.cancelled_at, priced.booked_at)) AS event_at,
            any(coalesce(priced.cancelled_on, priced.business_date)) AS business_date,
            CAST(NULL, 'Nullable(Date)') AS known_on,
            -sum(standing.quantity) AS quantity,
            -sum(standing.net_tc) AS net_tc,
            any(toString(priced.source)) AS source,
            any(priced.source_id) AS source_id
        FROM standing
        INNER JOIN priced ON priced.order_no = standing.order_no
        WHERE priced.status = 'cancelled'
        GROUP BY standing.order_no, standing.line_no
        HAVING quantity != 0 OR net_tc != 0
    ),
    reversal AS (
        SELECT order_no, line_no, event_type, event_at, business_date, known_on, quantity, net_tc, source, source_id
        FROM returned
        UNION ALL
        SELECT order_no, line_no, event_type, event_at, business_date, known_on, quantity, net_tc, source, source_id
        FROM cancelled
        UNION ALL
        SELECT order_no, line_no, 'cancellation', cancelled_at, cancelled_on, known_on, -quantity, -net_tc, source, source_id
        FROM told_late
    )
SELECT
    reversal.order_no AS order_no,
    reversal.line_no AS line_no,
    row_number() OVER (
        PARTITION BY reversal.order_no, reversal.line_no
        ORDER BY reversal.event_at, reversal.event_type DESC, reversal.known_on NULLS FIRST, reversal.source_id
    ) AS event_seq,
    reversal.event_type AS event_type,
    reversal.event_at AS event_at,
    reversal.business_date AS business_date,
    priced.business_date AS booked_business_date,
    priced.customer_id AS customer_id,
    line.product_id AS product_id,
    coalesce(priced.channel, '') AS channel,
    coalesce(priced.promotion, '') AS promotion,
    priced.currency AS currency,
    reversal.quantity AS quantity,
    reversal.net_tc AS net_tc,
    priced.fx_rate AS fx_rate,
    priced.fx_date AS fx_date,
    toDecimal128(reversal.net_tc, 4) * priced.fx_rate AS net_base,
    priced.status AS order_status,
    if(priced.order_no IN (SELECT order_no FROM held), 'under_review', toString(priced.dq_status)) AS dq_status,
    reversal.known_on AS known_on,
    reversal.source AS source,
    reversal.source_id AS source_id
FROM reversal
INNER JOIN priced ON priced.order_no = reversal.order_no
LEFT JOIN line ON line.order_no = reversal.order_no AND line.line_no = reversal.line_no
