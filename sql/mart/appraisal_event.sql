-- Grain: appraised period × order × kind of event × day. Key: the same.
-- An event is seen from its business date on, and not before it had arrived; an order not before its booking.
WITH
    seen AS (
        SELECT
            period.period_id AS period_id,
            period.period_start AS period_start,
            event.order_no AS order_no,
            event.event_type AS kind,
            event.business_date AS happened_on,
            event.booked_business_date AS booked_on,
            event.net_base AS net_base,
            event.business_date >= period.period_start AND event.business_date < period.period_end AS is_within
        FROM event
        CROSS JOIN period
        WHERE toDate32(event.business_date) <= period.as_of
            AND coalesce(toDate32(event.known_on), period.as_of) <= period.as_of
    ),
    concerned AS (
        SELECT period_id, order_no
        FROM seen
        GROUP BY period_id, order_no
        HAVING max(kind = 'booking') AND max(is_within)
    )
SELECT
    seen.period_id AS period_id,
    any(seen.period_start) AS period_start,
    seen.order_no AS order_no,
    seen.kind AS kind,
    seen.happened_on AS happened_on,
    any(seen.booked_on) AS booked_on,
    sum(seen.net_base) AS amount
FROM seen
INNER JOIN concerned ON concerned.period_id = seen.period_id AND concerned.order_no = seen.order_no
GROUP BY seen.period_id, seen.order_no, seen.kind, seen.happened_on
