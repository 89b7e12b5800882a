-- Orders whose revenue shares do not add up to one: sales by employee would not add up to sales.
SELECT order_no, sum(share) AS total
FROM candidate
WHERE kind = 'revenue'
GROUP BY order_no
HAVING total != 1
