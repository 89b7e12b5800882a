-- The newest word about each suspicion.
SELECT
    suspicion_id,
    subject_kind,
    JSONExtract(coalesce(concerns, '[]'), 'Array(String)') AS concerns,
    state,
    evidence_hash,
    reason,
    decided_by,
    toDate32(decided_at, {timezone:String}) AS decided_on,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM suspicion_decision
WHERE NOT _deleted
