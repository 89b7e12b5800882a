-- Comments under the company's own posts speak of the company, whatever else they name. A company that wants to tell its
-- brands and its competitors apart lists them in a copy of this file.
SELECT
    idstr AS mention_id,
    'own' AS brand,
    true AS is_own,
    'weibo' AS platform,
    JSONExtractString(coalesce(status, '{}'), 'idstr') AS post_id,
    JSONExtractString(coalesce(user, '{}'), 'screen_name') AS author,
    coalesce(text, '') AS text,
    created_at AS happened_at,
    toDate(created_at, {timezone:String}) AS business_date,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM comment
WHERE NOT _deleted
