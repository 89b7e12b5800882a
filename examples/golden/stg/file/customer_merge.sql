-- `at` is a day, or an instant whose day counts.
SELECT
    `from` AS from_id,
    `into` AS into_id,
    if(
        length(at) = 10,
        toDate32OrNull(at),
        toDate32(parseDateTime64BestEffortOrNull(at, 3, 'UTC'), {timezone:String})
    ) AS merged_on,
    replaceAll(_key, char(31), '/') AS source_id,
    _updated_at AS source_updated_at
FROM customer_merge
WHERE NOT _deleted
