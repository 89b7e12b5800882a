SELECT
    `from` AS from_id,
    `into` AS into_id,
    toDate32(at, {timezone:String}) AS merged_on,
    replaceAll(_key, char(31), '/') AS source_id,
    _updated_at AS source_updated_at
FROM customer_merge
WHERE NOT _deleted
