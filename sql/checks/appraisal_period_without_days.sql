-- Periods that end before they begin: nothing could be reached in them.
SELECT period_id, period_start, period_end
FROM candidate
WHERE period_end <= period_start
