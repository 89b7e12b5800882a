-- Grain and key: check_id. Month: that of business_date.
SELECT
    result.check_id AS check_id,
    result.checked_source AS checked_source,
    result.business_date AS business_date,
    result.checked AS checked,
    result.correct AS correct
FROM result
