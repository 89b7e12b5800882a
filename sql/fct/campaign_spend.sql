-- Grain and key: spend_id. Month: that of business_date.
SELECT
    priced.spend_id AS spend_id,
    priced.campaign AS campaign,
    toString(coalesce(priced.channel, '')) AS channel,
    priced.kind AS kind,
    priced.business_date AS business_date,
    priced.currency AS currency,
    priced.amount AS amount,
    toDecimal128(priced.amount, 4) * if(in_force.valid_to > priced.rate_date, in_force.rate, NULL) AS amount_base,
    coalesce(priced.leads, 0) AS leads
FROM (SELECT *, toDate32(business_date) AS rate_date FROM spend) AS priced
ASOF LEFT JOIN rate AS in_force
    ON in_force.currency = priced.currency AND in_force.valid_from <= priced.rate_date
