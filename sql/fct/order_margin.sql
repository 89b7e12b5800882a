-- Grain: event of an order line that names a campaign. Key: order_no, line_no, event_seq.
SELECT
    event.order_no AS order_no,
    event.line_no AS line_no,
    event.event_seq AS event_seq,
    event.business_date AS business_date,
    event.promotion AS campaign,
    event.channel AS channel,
    event.net_base - toDecimal128(event.quantity, 4) * product.standard_cost AS margin_base
FROM event
LEFT JOIN product ON product.product_id = event.product_id
WHERE event.promotion != '' AND event.dq_status != 'under_review'
