-- Grain: appraised period × order × employee × kind of credit. Key: the same.
WITH concerned AS (SELECT DISTINCT period_id, period_start, order_no FROM seen)
SELECT
    concerned.period_id AS period_id,
    concerned.period_start AS period_start,
    given.order_no AS order_no,
    given.employee_id AS employee_id,
    toString(given.kind) AS kind,
    given.part AS part,
    given.whole AS whole
FROM concerned
INNER JOIN credit AS given ON given.order_no = concerned.order_no
