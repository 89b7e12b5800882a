-- Two stretches of one person that overlap: whose team a sale counts for would depend on luck.
SELECT
    earlier.employee_id AS employee_id,
    earlier.valid_from AS valid_from,
    earlier.valid_to AS valid_to,
    later.valid_from AS overlapped_from
FROM candidate AS earlier
INNER JOIN candidate AS later ON later.employee_id = earlier.employee_id
WHERE earlier.valid_from < later.valid_from AND later.valid_from < earlier.valid_to
