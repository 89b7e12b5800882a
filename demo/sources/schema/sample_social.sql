-- json, not jsonb: bodies are handed out verbatim, ids above 2^53 included.
CREATE SCHEMA social;
CREATE TABLE social.post (id bigint PRIMARY KEY, created_at timestamptz NOT NULL, deleted boolean NOT NULL, body json NOT NULL);
CREATE TABLE social.comment (
    id bigint PRIMARY KEY, post_id bigint NOT NULL, created_at timestamptz NOT NULL, deleted boolean NOT NULL, body json NOT NULL);
