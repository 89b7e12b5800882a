-- Sales without an amount: there may be none.
SELECT id
FROM {{ ref('sale') }}
WHERE amount <= 0
