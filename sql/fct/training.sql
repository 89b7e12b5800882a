-- Grain and key: enrolment_id. Month: that of business_date.
SELECT
    training.enrolment_id AS enrolment_id,
    training.course AS course,
    coalesce(nullIf(training.employee_id, ''), 'unassigned') AS employee_id,
    training.is_trained AS is_trained,
    training.business_date AS business_date,
    training.before AS before,
    training.after AS after
FROM training
