-- Prospects have no day at all: they stand under the newest day of the file. What is lost is worth 0 in the file.
WITH
    dated AS (
        SELECT
            *,
            toDate(parseDateTimeBestEffortUSOrNull(engage_date, 'UTC'), 'UTC') AS engaged_on,
            toDate(parseDateTimeBestEffortUSOrNull(close_date, 'UTC'), 'UTC') AS closed_on
        FROM sales_pipeline
        WHERE NOT _deleted
    ),
    newest AS (SELECT max(greatest(coalesce(engaged_on, closed_on), coalesce(closed_on, engaged_on))) AS day FROM dated)
SELECT
    opportunity_id,
    concat(product, ' for ', coalesce(account, 'an unknown account')) AS name,
    account AS customer_id,
    sales_agent AS owner_id,
    deal_stage AS stage,
    nullIf(transform(coalesce(deal_stage, ''), ['Prospecting', 'Engaging', 'Won', 'Lost'], [1, 2, 3, 0], 99), 99) AS stage_no,
    close_value AS amount,
    'USD' AS currency,
    CAST(NULL, 'Nullable(Decimal(9, 6))') AS probability,
    CAST(NULL, 'Nullable(String)') AS forecast_category,
    CAST(NULL, 'Nullable(String)') AS lead_source,
    toDateTime64(created_on, 3, {timezone:String}) + INTERVAL 12 HOUR AS created_at,
    coalesce(engaged_on, newest.day) AS created_on,
    closed_on AS close_date,
    deal_stage IN ('Won', 'Lost') AS is_closed,
    deal_stage = 'Won' AS is_won,
    _key AS source_id,
    _updated_at AS source_updated_at,
    arrayConcat(
        _problems,
        if(isNotNull(engage_date) AND isNull(engaged_on), ['engage_date'], []),
        if(isNotNull(dated.close_date) AND isNull(closed_on), ['close_date'], [])
    ) AS problems,
    concat(_file, ' line ', toString(_line)) AS record_place
FROM dated
CROSS JOIN newest
