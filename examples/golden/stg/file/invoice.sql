-- One invoice an order, issued when it is confirmed. Without a due date it is due at no time.
WITH followed AS (SELECT * FROM `order` WHERE NOT _deleted ORDER BY source_rank LIMIT 1 BY order_no)
SELECT
    concat(order_no, '/I') AS invoice_no,
    order_no,
    toDate(confirmed_at, {timezone:String}) AS issued_on,
    coalesce(due_date, toDate32('2149-06-06')) AS due_date,
    currency,
    amount,
    replaceAll(_key, char(31), '/') AS source_id,
    _updated_at AS source_updated_at
FROM followed
