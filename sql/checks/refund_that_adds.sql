-- Refunds that would raise what they are taken from: their source writes them negative, or has mixed up two kinds.
SELECT order_no, line_no, business_date, net_tc, source, source_id
FROM candidate
WHERE event_type = 'refund' AND net_tc > 0
