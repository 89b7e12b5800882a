-- Rates that are 0 or below: everything in that currency would be worth nothing, or less.
SELECT currency, rate_date, rate
FROM candidate
WHERE rate <= 0
