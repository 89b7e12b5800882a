-- Grain and key: review_id. Month: that of business_date.
SELECT
    review.review_id AS review_id,
    review.kind AS kind,
    coalesce(nullIf(review.subject_id, ''), 'unassigned') AS subject_id,
    -- Who speaks of the scheme is to speak freely.
    if(review.kind = 'scheme', '', review.reviewer_id) AS reviewer_id,
    review.business_date AS business_date,
    review.score AS score,
    toString(coalesce(review.comment, '')) AS comment
FROM review
