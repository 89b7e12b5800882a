-- The calendar quarters in which orders were booked; everything is known by the end of each.
SELECT
    concat(toString(toYear(quarter)), 'Q', toString(toQuarter(quarter))) AS period_id,
    quarter AS period_start,
    addMonths(quarter, 3) AS period_end,
    addMonths(quarter, 3) - 1 AS close_as_of,
    1 AS csat_min_answers,
    true AS own_calendar,
    period_id AS source_id,
    CAST(NULL, 'Nullable(DateTime64(6))') AS source_updated_at
FROM (SELECT DISTINCT toDate32(toStartOfQuarter(order_date)) AS quarter FROM sales_order_header WHERE NOT _deleted)
