-- What was said of each brand. Grain: week × brand.
SELECT week, brand, mentions, positive, neutral, negative, net_sentiment, share_of_voice
FROM social
WHERE week BETWEEN addWeeks({to:Date}, -26) AND {to:Date}
ORDER BY week DESC, mentions DESC
