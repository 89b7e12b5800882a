-- Grain and key: segment, region, month. Month: that of month.
-- Our own part counts in a segment by the product's group, or all of it where the segment is empty; in a region by the team
-- its people were in on the day, or everywhere where the region is empty.
WITH
    sold AS (
        SELECT
            toStartOfMonth(event.business_date) AS month,
            toString(product.category_group) AS segment,
            member.region AS region,
            sum(event.net_base * credit.share) AS net
        FROM event
        INNER JOIN credit ON credit.order_no = event.order_no AND credit.month = toStartOfMonth(event.business_date)
        LEFT JOIN product ON product.product_id = event.product_id
        LEFT JOIN employee AS member ON member.employee_id = credit.employee_id
            AND member.valid_from <= event.business_date AND member.valid_to > event.business_date
        WHERE event.dq_status != 'under_review'
            AND event.business_date >= (SELECT min(month) FROM market)
        GROUP BY month, segment, region
    ),
    own AS (
        SELECT market.segment AS segment, market.region AS region, market.month AS month, sum(sold.net) AS net
        FROM market
        INNER JOIN sold ON sold.month = market.month
        WHERE (market.segment = '' OR market.segment = sold.segment) AND (market.region = '' OR market.region = sold.region)
        GROUP BY segment, region, month
    ),
    overlapping AS (
        -- One told for a part of what another one is told for, or for a part that the two share.
        SELECT DISTINCT one.segment AS segment, one.region AS region, one.month AS month, true AS is_found
        FROM market AS one
        INNER JOIN market AS other ON other.month = one.month
        WHERE (one.segment, one.region) != (other.segment, other.region)
            AND (one.segment = other.segment OR one.segment = '' OR other.segment = '')
            AND (one.region = other.region OR one.region = '' OR other.region = '')
            AND ((one.segment != '' AND other.segment = '') OR (one.region != '' AND other.region = ''))
    ),
    priced AS (SELECT *, toDate32(month) AS rate_date FROM market)
SELECT
    priced.segment AS segment,
    priced.region AS region,
    priced.month AS month,
    priced.currency AS currency,
    priced.amount AS amount,
    toDecimal128(priced.amount, 4) * if(in_force.valid_to > priced.rate_date, in_force.rate, NULL) AS amount_base,
    toDecimal128(coalesce(own.net, 0), 12) AS own_base,
    coalesce(overlapping.is_found, false) AS is_overlapping
FROM priced
ASOF LEFT JOIN rate AS in_force
    ON in_force.currency = priced.currency AND in_force.valid_from <= priced.rate_date
LEFT JOIN own ON own.segment = priced.segment AND own.region = priced.region AND own.month = priced.month
LEFT JOIN overlapping ON overlapping.segment = priced.segment AND overlapping.region = priced.region AND overlapping.month = priced.month
