-- Grain: month of leaving × stage of the funnel. Key: month, stage_no, stage.
-- A visit is the time between entering a stage and leaving it; a step back is rework and counts as the defect of the stage it
-- leads back from. Sigma is the level with the usual shift of 1.5: 0.8406 + sqrt(29.37 - 2.221 ln(DPMO)) (Schmidt and Launsby,
-- Understanding Industrial Designed Experiments, 1997), 6 without a defect.
WITH
    step AS (
        SELECT
            opportunity_id,
            changed_at,
            business_date,
            from_stage,
            from_stage_no,
            to_stage_no,
            lagInFrame(changed_at) OVER earlier AS entered_at
        FROM change
        WHERE is_creation OR from_stage != to_stage
        WINDOW earlier AS (
            PARTITION BY opportunity_id ORDER BY changed_at, change_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        )
    ),
    visit AS (
        SELECT
            toStartOfMonth(business_date) AS month,
            opportunity_id,
            from_stage_no AS stage_no,
            from_stage AS stage,
            dateDiff('second', entered_at, changed_at) / 86400 AS days,
            to_stage_no > 0 AND to_stage_no < from_stage_no AS is_back,
            row_number() OVER (PARTITION BY opportunity_id, from_stage_no ORDER BY changed_at) AS turn
        FROM step
        WHERE from_stage != '' AND from_stage_no > 0
    ),
    counted AS (
        SELECT
            month,
            stage_no,
            stage,
            count() AS visits,
            sum(days) AS days_spent,
            quantileExactInclusive(0.5)(days) AS median_days,
            quantileExactInclusive(0.9)(days) AS p90_days,
            countIf(is_back) AS steps_back,
            countIf(turn = 1 AND NOT is_back) AS first_pass
        FROM visit
        GROUP BY month, stage_no, stage
    )
SELECT
    month,
    stage_no,
    stage,
    visits,
    days_spent,
    median_days,
    p90_days,
    if(sum(days_spent) OVER (PARTITION BY month) > 0, days_spent / sum(days_spent) OVER (PARTITION BY month), NULL) AS cycle_share,
    steps_back,
    first_pass,
    first_pass / visits AS first_pass_yield,
    steps_back / visits * 1000000 AS dpmo,
    if(steps_back = 0, 6, greatest(0, 0.8406 + sqrt(greatest(0, 29.37 - 2.221 * log(dpmo))))) AS sigma,
    row_number() OVER (PARTITION BY month ORDER BY median_days DESC, stage_no) = 1 AS is_bottleneck
FROM counted
