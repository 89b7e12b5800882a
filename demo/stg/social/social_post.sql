SELECT
    idstr AS post_id,
    'weibo' AS platform,
    JSONExtractString(coalesce(user, '{}'), 'screen_name') AS author,
    coalesce(text, '') AS text,
    created_at AS posted_at,
    toDate(created_at, {timezone:String}) AS business_date,
    comments_count AS comments,
    reposts_count AS reposts,
    attitudes_count AS likes,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM status
WHERE NOT _deleted
