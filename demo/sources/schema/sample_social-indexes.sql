CREATE INDEX ON social.comment (post_id, id);
ANALYZE;
