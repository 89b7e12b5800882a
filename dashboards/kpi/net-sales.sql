-- Net sales of the period to the day, the same days a year before, and the targets of the months it touches. Grain: one row.
WITH
    sold AS (
        SELECT
            sumIf(net_sales, business_date BETWEEN {from:Date} AND {to:Date}) AS now,
            countIf(business_date BETWEEN {from:Date} AND {to:Date}) AS rows_now,
            sumIf(net_sales, business_date BETWEEN addYears({from:Date}, -1) AND addYears({to:Date}, -1)) AS before,
            countIf(business_date BETWEEN addYears({from:Date}, -1) AND addYears({to:Date}, -1)) AS rows_before
        FROM sales
    ),
    planned AS (
        SELECT sum(denominator) AS target
        FROM kpi
        WHERE kpi = 'attainment' AND month BETWEEN toStartOfMonth({from:Date}) AND {to:Date}
    ),
    days AS (
        SELECT
            countIf(is_workday AND date BETWEEN {from:Date} AND {to:Date})
                / nullIf(countIf(is_workday AND date BETWEEN toStartOfMonth({from:Date}) AND toLastDayOfMonth({to:Date})), 0) AS gone
        FROM calendar
    )
SELECT
    if(rows_now = 0, NULL, now) AS value,
    if(target > 0, target, NULL) AS target,
    if(rows_before = 0, NULL, before) AS previous,
    gone AS time_gone
FROM sold
CROSS JOIN planned
CROSS JOIN days
