-- Our share of voice and our net sentiment, week by week; a week without mentions is empty. Grain: week.
SELECT
    week AS period,
    sumIf(mentions, is_own) / nullIf(toFloat64(any(all_mentions)), 0) AS share_of_voice,
    (sumIf(toInt64(positive), is_own) - sumIf(toInt64(negative), is_own)) / nullIf(toFloat64(sumIf(mentions, is_own)), 0) AS net_sentiment
FROM social
WHERE week BETWEEN addWeeks({to:Date}, -26) AND {to:Date}
GROUP BY week
ORDER BY week WITH FILL STEP INTERVAL 1 WEEK
