SELECT
    invoice_no,
    order_no,
    issued_on,
    due_date,
    currency,
    amount,
    _key AS source_id,
    updated_at AS source_updated_at
FROM invoice
WHERE NOT _deleted
