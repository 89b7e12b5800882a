-- The file tells of two moments: when talks began, and when they ended.
WITH dated AS (
    SELECT
        *,
        toDate(parseDateTimeBestEffortUSOrNull(engage_date, 'UTC'), 'UTC') AS engaged_on,
        toDate(parseDateTimeBestEffortUSOrNull(close_date, 'UTC'), 'UTC') AS closed_on
    FROM sales_pipeline
    WHERE NOT _deleted
)
SELECT
    concat(opportunity_id, ' ', moment.2) AS change_id,
    opportunity_id,
    toDateTime64(business_date, 3, {timezone:String}) + INTERVAL 12 HOUR AS changed_at,
    moment.1 AS business_date,
    moment.2 AS stage,
    moment.3 AS stage_no,
    if(moment.2 = 'Engaging', NULL, close_value) AS amount,
    CAST(NULL, 'Nullable(Decimal(9, 6))') AS probability,
    closed_on AS close_date,
    CAST(NULL, 'Nullable(String)') AS forecast_category,
    sales_agent AS changed_by,
    concat(_key, ' ', moment.2) AS source_id,
    _updated_at AS source_updated_at
FROM dated
ARRAY JOIN arrayFilter(
    step -> isNotNull(step.1),
    [
        (engaged_on, 'Engaging', toUInt8(2)),
        (if(deal_stage IN ('Won', 'Lost'), closed_on, NULL), coalesce(deal_stage, ''), if(deal_stage = 'Won', toUInt8(3), toUInt8(0)))
    ]
) AS moment
