-- Grain: currency with a rate to the company currency, and that currency itself. Key: currency.
SELECT
    toString(from_currency) AS currency,
    false AS is_base,
    toDate32(min(rate_date)) AS first_rate_date,
    toDate32(max(rate_date)) AS last_rate_date,
    argMax(rate, rate_date) AS last_rate
FROM rate
WHERE to_currency = {base_currency:String} AND from_currency != {base_currency:String}
GROUP BY from_currency
UNION ALL
SELECT {base_currency:String}, true, NULL, NULL, toDecimal64(1, 8)
