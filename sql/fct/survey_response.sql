-- Grain: answer to a survey. Key: response_id. Month: that of the answer.
SELECT
    response_id,
    coalesce(nullIf(employee_id, ''), 'unassigned') AS employee_id,
    coalesce(customer_id, '') AS customer_id,
    answered_at,
    business_date,
    score
FROM response
