-- Grain: account × stretch between two merges that concern it. Key: customer_id, valid_from.
-- Accounts with one unified social credit code are one company; equal names alone never are. The account of the source
-- that leads (has most accounts) stands for the company. A merge then leads on to another company, from its day on.
WITH RECURSIVE
    identified AS (
        SELECT
            customer_id,
            source,
            if(coalesce(credit_code, '') = '', concat('account ', customer_id), credit_code) AS company,
            count() OVER (PARTITION BY source) AS accounts_of_source
        FROM customer
    ),
    united AS (
        SELECT
            customer_id,
            first_value(customer_id) OVER (
                PARTITION BY company ORDER BY accounts_of_source DESC, source, customer_id
            ) AS survivor_id
        FROM identified
    ),
    step AS (
        -- A merge between accounts is one between the companies they belong to; a later one of the same replaces it.
        SELECT
            if(source.customer_id = '', merge.from_id, source.survivor_id) AS from_id,
            if(target.customer_id = '', merge.into_id, target.survivor_id) AS into_id,
            merge.merged_on AS since,
            leadInFrame(merge.merged_on, 1, toDate32('2299-12-31')) OVER (
                PARTITION BY if(source.customer_id = '', merge.from_id, source.survivor_id) ORDER BY merge.merged_on, merge.into_id
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) AS until
        FROM merge
        LEFT JOIN united AS source ON source.customer_id = merge.from_id
        LEFT JOIN united AS target ON target.customer_id = merge.into_id
    ),
    start AS (
        SELECT united.customer_id AS customer_id, united.survivor_id AS company, changed.day AS day
        FROM united
        CROSS JOIN (SELECT DISTINCT since AS day FROM step) AS changed
        WHERE united.survivor_id IN (SELECT from_id FROM step)
    ),
    walk AS (
        SELECT customer_id, day, company, 0 AS steps FROM start
        UNION ALL
        SELECT walk.customer_id, walk.day, step.into_id AS company, walk.steps + 1 AS steps
        FROM walk
        INNER JOIN step ON step.from_id = walk.company
        WHERE step.since <= walk.day AND step.until > walk.day AND step.from_id != step.into_id AND walk.steps < 50
    ),
    resolved AS (
        SELECT customer_id, day, argMax(company, steps) AS survivor_id, max(steps) AS taken
        FROM walk
        GROUP BY customer_id, day
    ),
    known AS (
        SELECT
            customer_id,
            survivor_id,
            if(customer_id = survivor_id, 'self', 'credit_code') AS method,
            toDate32('1970-01-01') AS valid_from
        FROM united
        UNION ALL
        -- Into itself: an undone merge, the account stands for itself again.
        SELECT
            customer_id,
            survivor_id,
            multiIf(taken >= 50, 'circle', taken > 0, 'merge', customer_id = survivor_id, 'self', 'credit_code'),
            day
        FROM resolved
    )
SELECT
    customer_id,
    survivor_id,
    method,
    valid_from,
    leadInFrame(valid_from, 1, toDate32('2299-12-31')) OVER (
        PARTITION BY customer_id ORDER BY valid_from ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS valid_to
FROM known
