-- A quota holds for three months from its date.
SELECT
    toString(sales_person_id) AS employee_id,
    'net_sales' AS kpi,
    quota_date AS period_start,
    addMonths(quota_date, 3) AS period_end,
    1 AS version,
    1 AS part,
    sales_quota AS value,
    'none' AS proration,
    1 AS ramp,
    CAST(NULL, 'Nullable(DateTime64(3))') AS approved_at,
    replaceAll(_key, char(31), '/') AS source_id,
    _updated_at AS source_updated_at
FROM sales_person_quota_history
WHERE NOT _deleted
