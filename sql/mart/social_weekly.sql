-- Grain: week × brand. Key: the same. Month: that of the week's Monday.
SELECT
    toMonday(business_date) AS week,
    brand,
    any(is_own) AS is_own,
    count() AS mentions,
    countIf(sentiment = 'positive') AS positive,
    countIf(sentiment = 'neutral') AS neutral,
    countIf(sentiment = 'negative') AS negative,
    sum(mentions) OVER (PARTITION BY week) AS all_mentions,
    (toFloat64(positive) - negative) / mentions AS net_sentiment,
    toFloat64(mentions) / all_mentions AS share_of_voice
FROM mention
GROUP BY week, brand
