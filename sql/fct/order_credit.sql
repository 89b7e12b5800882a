-- Grain: order × employee × kind. Key: order_no, employee_id, kind. Month: that of the booking.
-- Whose an order is: what its credits say; without revenue credits the customer's owner on the booking day has it all, and
-- the owners of a service share it by their days. What is nobody's belongs to `unassigned`, so that employees add up.
WITH
    credited AS (SELECT order_no FROM credit WHERE kind = 'revenue' GROUP BY order_no),
    uncredited AS (
        SELECT
            booked.order_no AS order_no,
            booked.customer_id AS customer_id,
            booked.business_date AS business_date,
            isNotNull(booked.service_from) AND isNotNull(booked.service_to) AS is_service,
            if(is_service, booked.service_from, toDate32(booked.business_date)) AS first_day,
            if(is_service, booked.service_to, toDate32(booked.business_date) + 1) AS end_day
        FROM booked
        LEFT ANTI JOIN credited ON credited.order_no = booked.order_no
    ),
    owned AS (
        SELECT
            uncredited.order_no AS order_no,
            owner.employee_id AS employee_id,
            if(any(uncredited.is_service), 'service', 'owner') AS method,
            sum(dateDiff('day', greatest(owner.valid_from, uncredited.first_day), least(owner.valid_to, uncredited.end_day))) AS part,
            any(dateDiff('day', uncredited.first_day, uncredited.end_day)) AS whole,
            any(uncredited.business_date) AS business_date
        FROM uncredited
        INNER JOIN owner ON owner.customer_id = uncredited.customer_id
            AND owner.valid_from < uncredited.end_day AND owner.valid_to > uncredited.first_day
        GROUP BY uncredited.order_no, owner.employee_id
    ),
    known AS (
        SELECT
            booked.order_no AS order_no,
            given.employee_id AS employee_id,
            toString(given.kind) AS kind,
            'credit' AS method,
            toDecimal128(given.share, 12) AS part,
            toDecimal128(1, 12) AS whole,
            booked.business_date AS business_date
        FROM booked
        INNER JOIN credit AS given ON given.order_no = booked.order_no
        UNION ALL
        SELECT order_no, employee_id, 'revenue', method, toDecimal128(part, 12), toDecimal128(whole, 12), business_date
        FROM owned
    ),
    shared AS (
        SELECT order_no, employee_id, kind, method, part, whole, business_date FROM known
        UNION ALL
        SELECT
            booked.order_no,
            'unassigned',
            'revenue',
            'none',
            if(given.order_no = '', toDecimal128(1, 12), given.whole - given.part) AS remainder,
            if(given.order_no = '', toDecimal128(1, 12), given.whole),
            booked.business_date
        FROM booked
        LEFT JOIN (
            SELECT order_no, sum(known.part) AS part, any(known.whole) AS whole
            FROM known
            WHERE known.kind = 'revenue'
            GROUP BY order_no
        ) AS given ON given.order_no = booked.order_no
        WHERE remainder > 0
    ),
    ranked AS (
        SELECT
            *,
            CAST(part / whole, 'Decimal(9, 6)') AS cut,
            kind = 'revenue' AND row_number() OVER (
                PARTITION BY order_no ORDER BY kind = 'revenue' DESC, part DESC, employee_id
            ) = 1 AS is_primary,
            sum(part) OVER (PARTITION BY order_no, kind) = whole AS is_whole,
            sum(cut) OVER (PARTITION BY order_no, kind) AS all_cut
        FROM shared
    )
SELECT
    order_no,
    employee_id,
    kind,
    -- What the cutting of parts such as 31 of 92 days leaves over goes to the largest, so that shares add up to one.
    if(is_primary AND is_whole, cut + 1 - all_cut, cut) AS share,
    part,
    whole,
    method,
    is_primary,
    business_date
FROM ranked
