-- Grain: brand spoken of in a text. Key: mention_id, brand. Month: that of the text in the company time zone.
-- Sentiment is the balance of a word list, a word after 不 or 没 counts the other way; an estimate, shown as one.
WITH scored AS (
    SELECT
        *,
        replaceRegexpAll(text, '(不太|不是很|不怎么|不|没有|没|别)(满意|好用|好|推荐|靠谱|值|专业|及时|划算|耐用|行|喜欢)', '差评') AS plain,
        countSubstrings(plain, '满意') + countSubstrings(plain, '好') + countSubstrings(plain, '推荐')
            + countSubstrings(plain, '靠谱') + countSubstrings(plain, '值') + countSubstrings(plain, '专业')
            + countSubstrings(plain, '及时') + countSubstrings(plain, '划算') + countSubstrings(plain, '耐用')
            + countSubstrings(plain, '喜欢') + countSubstrings(plain, '赞') + countSubstrings(plain, '给力')
            + countSubstrings(plain, '不错') + countSubstrings(plain, '快') AS praise,
        countSubstrings(plain, '差') + countSubstrings(plain, '慢') + countSubstrings(plain, '坏')
            + countSubstrings(plain, '贵') + countSubstrings(plain, '失望') + countSubstrings(plain, '投诉')
            + countSubstrings(plain, '退货') + countSubstrings(plain, '垃圾') + countSubstrings(plain, '问题')
            + countSubstrings(plain, '断') + countSubstrings(plain, '漏') + countSubstrings(plain, '糟') AS blame
    FROM mention
)
SELECT
    mention_id,
    brand,
    is_own,
    platform,
    coalesce(post_id, '') AS post_id,
    text,
    happened_at,
    business_date,
    multiIf(praise > blame, 'positive', praise < blame, 'negative', 'neutral') AS sentiment
FROM scored
