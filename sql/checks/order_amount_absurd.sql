-- Amounts above a thousand billion of company currency: a slip of the keyboard or of the unit, not an order.
SELECT order_no, line_no, event_type, business_date, net_tc, currency, net_base
FROM candidate
WHERE abs(net_base) > 1000000000000
