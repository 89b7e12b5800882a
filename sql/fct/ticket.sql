-- Grain and key: ticket_id. Month: that of business_date.
SELECT
    ticket.ticket_id AS ticket_id,
    coalesce(nullIf(ticket.employee_id, ''), 'unassigned') AS employee_id,
    toString(coalesce(ticket.customer_id, '')) AS customer_id,
    ticket.requested_at AS requested_at,
    ticket.replied_at AS replied_at,
    ticket.business_date AS business_date,
    dateDiff('second', ticket.requested_at, ticket.replied_at) / 3600 AS reply_hours
FROM ticket
