CREATE INDEX ON crm.record (object, modstamp, id);
ANALYZE;
