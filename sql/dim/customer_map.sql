-- Grain: account × stretch between two merges that concern it. Key: customer_id, valid_from.
-- Accounts with one unified social credit code are one company, as are those of one group; equal names alone never are. The account of
-- the source that leads (has most accounts) stands for the company. A merge then leads on to another company, from its day on.
WITH RECURSIVE
    identified AS (
        SELECT
            account.customer_id AS customer_id,
            account.source AS source,
            upperUTF8(trim(coalesce(account.credit_code, ''))) AS credit_code,
            if(grouped.customer_id = '', account.customer_id, grouped.company) AS company,
            count() OVER (PARTITION BY account.source) AS accounts_of_source
        FROM customer AS account
        LEFT JOIN same_company AS grouped ON grouped.customer_id = account.customer_id
    ),
    united AS (
        SELECT
            customer_id,
            first_value(customer_id) OVER leading AS survivor_id,
            multiIf(
                customer_id = survivor_id, 'self',
                credit_code != '' AND credit_code = first_value(credit_code) OVER leading, 'credit_code',
                'match'
            ) AS method
        FROM identified
        WINDOW leading AS (PARTITION BY company ORDER BY accounts_of_source DESC, source, customer_id)
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
            method,
            toDate32('1970-01-01') AS valid_from
        FROM united
        -- Merged from the first day on, it has never stood otherwise.
        WHERE customer_id NOT IN (SELECT customer_id FROM start WHERE day <= toDate32('1970-01-01'))
        UNION ALL
        -- Into itself: an undone merge, the account stands for itself again.
        SELECT
            resolved.customer_id,
            resolved.survivor_id,
            multiIf(taken >= 50, 'circle', taken > 0, 'merge', united.method),
            day
        FROM resolved
        INNER JOIN united ON united.customer_id = resolved.customer_id
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
