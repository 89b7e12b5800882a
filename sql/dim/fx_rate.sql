-- Grain: currency × stretch between two rates. Key: currency, valid_from.
-- A rate holds until the next one. Before a currency's first rate there is none: such amounts stay NULL and fail a check.
WITH
    direct AS (
        SELECT toString(from_currency) AS currency, rate_date, rate
        FROM rate
        WHERE to_currency = {base_currency:String} AND from_currency != to_currency
    ),
    inverse AS (
        -- Rates quoted the other way round, for currencies that have no direct quote.
        SELECT
            toString(to_currency) AS currency,
            rate_date,
            CAST(toDecimal256(1, 20) / nullIf(rate, 0), 'Nullable(Decimal(18, 8))') AS rate
        FROM rate
        WHERE from_currency = {base_currency:String} AND from_currency != to_currency
            AND to_currency NOT IN (SELECT currency FROM direct)
    ),
    quoted AS (
        -- A rate of nothing stays, so that it is refused; left out, the one before it would go on unnoticed.
        SELECT currency, rate_date, coalesce(min(rate), toDecimal64(0, 8)) AS rate
        FROM (
            SELECT currency, rate_date, CAST(rate, 'Nullable(Decimal(18, 8))') AS rate FROM direct
            UNION ALL
            SELECT currency, rate_date, rate FROM inverse
        )
        GROUP BY currency, rate_date
    )
SELECT
    currency,
    rate,
    rate_date,
    toDate32(rate_date) AS valid_from,
    leadInFrame(toDate32(rate_date), 1, toDate32('2299-12-31')) OVER (
        PARTITION BY currency ORDER BY rate_date
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS valid_to
FROM quoted
UNION ALL
SELECT
    {base_currency:String},
    toDecimal64(1, 8),
    toDate('1970-01-01'),
    toDate32('1970-01-01'),
    toDate32('2299-12-31')
