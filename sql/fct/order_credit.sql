-- Grain: order × employee × kind. Key: order_no, employee_id, kind. Month: that of the booking.
-- What nobody is credited with belongs to `unassigned`, so that employees add up to the total.
WITH shared AS (
    SELECT
        booked.order_no AS order_no,
        given.employee_id AS employee_id,
        toString(given.kind) AS kind,
        given.share AS share,
        booked.business_date AS business_date
    FROM booked
    INNER JOIN credit AS given ON given.order_no = booked.order_no
    UNION ALL
    SELECT
        booked.order_no,
        'unassigned',
        'revenue',
        CAST(1 - given.total, 'Decimal(9, 6)') AS remainder,
        booked.business_date
    FROM booked
    LEFT JOIN (SELECT order_no, sum(share) AS total FROM credit WHERE kind = 'revenue' GROUP BY order_no) AS given
        ON given.order_no = booked.order_no
    WHERE remainder > 0
)
SELECT
    order_no,
    employee_id,
    kind,
    share,
    kind = 'revenue' AND row_number() OVER (
        PARTITION BY order_no ORDER BY kind = 'revenue' DESC, share DESC, employee_id
    ) = 1 AS is_primary,
    business_date
FROM shared
