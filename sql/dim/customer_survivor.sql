-- Grain and key: customer_id, an account that is united with another one.
SELECT customer_id, survivor_id
FROM map
WHERE valid_to = toDate32('2299-12-31') AND survivor_id != customer_id
