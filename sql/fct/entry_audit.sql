-- Grain and key: employee_id, business_date. Month: that of business_date.
SELECT
    coalesce(nullIf(audit.employee_id, ''), 'unassigned') AS employee_id,
    audit.business_date AS business_date,
    audit.required AS required,
    audit.filled AS filled
FROM audit
