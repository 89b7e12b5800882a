-- Merges that lead back to where they began: no customer stands for these accounts.
SELECT customer_id, survivor_id, valid_from
FROM candidate
WHERE method = 'circle'
