-- A comment under an own post speaks of the own brands it names, or of 启衡 when it names none, and of each competitor
-- it names: one row per brand. What is quoted behind //@ was said by somebody else.
WITH
    ['启衡', '衡锐', '衡盾'] AS own_brands,
    ['震坤行', '固安捷', '西域', '鑫方盛'] AS competitors,
    told AS (
        SELECT
            *,
            splitByString('//@', coalesce(text, ''))[1] AS said,
            arrayFilter(name -> position(said, name) > 0, own_brands) AS named,
            arrayConcat(
                if(empty(named), ['启衡'], named),
                arrayFilter(name -> position(said, name) > 0, competitors)
            ) AS brands
        FROM comment
        WHERE NOT _deleted
    )
SELECT
    idstr AS mention_id,
    brand,
    has(own_brands, brand) AS is_own,
    'weibo' AS platform,
    JSONExtractString(coalesce(status, '{}'), 'idstr') AS post_id,
    JSONExtractString(coalesce(user, '{}'), 'screen_name') AS author,
    said AS text,
    created_at AS happened_at,
    toDate(created_at, {timezone:String}) AS business_date,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM told
ARRAY JOIN brands AS brand
