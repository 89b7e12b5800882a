-- Grain: product × month of the year. Key: product_id, month. A month without sales counts as one with none.
WITH
    known AS (
        SELECT
            max(business_date) AS newest,
            if(newest = toLastDayOfMonth(newest), toStartOfMonth(newest), addMonths(toStartOfMonth(newest), -1)) AS last_month,
            least(3, intDiv(dateDiff('month', min(business_date), last_month) + 1, 12)) AS years
        FROM event
    ),
    sold AS (
        SELECT
            event.product_id AS product_id,
            toStartOfMonth(event.business_date) AS sold_in,
            any(known.last_month) AS last_month,
            any(known.years) AS years,
            sum(event.net_base) AS net
        FROM event
        CROSS JOIN known
        WHERE event.dq_status != 'under_review' AND known.years > 0
            AND event.business_date < addMonths(known.last_month, 1)
            AND event.business_date >= addMonths(known.last_month, 1 - 12 * known.years)
        GROUP BY product_id, sold_in
    ),
    yearly AS (
        SELECT product_id, any(last_month) AS last_month, any(years) AS years, sum(net) AS all_base
        FROM sold
        GROUP BY product_id
    ),
    named AS (
        SELECT product_id, last_month, years, all_base, addMonths(last_month, -arrayJoin(range(12))) AS month
        FROM yearly
    )
SELECT
    named.product_id AS product_id,
    named.month AS month,
    any(named.years) AS years,
    toDecimal128(sum(if(toMonth(sold.sold_in) = toMonth(named.month), sold.net, 0)), 12) AS own_base,
    any(named.all_base) AS all_base
FROM named
INNER JOIN sold ON sold.product_id = named.product_id
GROUP BY product_id, month
