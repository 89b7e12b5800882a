-- The CRM's records as they stand; ids compare by byte, as the vendor's do.
CREATE SCHEMA crm;
CREATE TABLE crm.record (
    object text COLLATE "C", id text COLLATE "C", modstamp timestamptz NOT NULL, deleted boolean NOT NULL, body jsonb NOT NULL,
    PRIMARY KEY (object, id));
-- What a query found, kept as long as its nextRecordsUrl is good.
CREATE TABLE crm.locator (
    id text PRIMARY KEY, object text NOT NULL, fields text[] NOT NULL, ids text[] NOT NULL, batch integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now());
