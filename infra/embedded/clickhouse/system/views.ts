import type { EngineSession } from '../engine/session.ts';
import { tagSetting, tagSql } from '../pipeline/query-tag.ts';

/** The endpoint's own table, of which `system.query_log` is a view. */
export const queryLogTable = '_yardstick.query_log';

/**
 * Views that tell of queries in the terms of clients. They stand in `system`, which the engine keeps in memory: made at each
 * start, they need no space on a disk that may be full.
 */
export const runningView = 'system.yardstick_running';
export const processesView = 'system.yardstick_processes';

/**
 * What runs, as the endpoint sees it: ids and users are those of each statement's tag (see query-tag.ts); the
 * endpoint's own questions to the engine carry none and are left out. `engine_query_id` and `tag` are for KILL.
 */
const running = `CREATE OR REPLACE VIEW ${runningView} AS
SELECT * REPLACE (
    decodeURLComponent(extract(tag, '^/\\\\*qid:(\\\\S*)')) AS query_id,
    decodeURLComponent(extract(tag, '^/\\\\*qid:\\\\S*')) != '' AS is_initial_query,
    decodeURLComponent(extract(tag, '^/\\\\*qid:(\\\\S*)')) AS initial_query_id,
    decodeURLComponent(extract(tag, ' user:(\\\\S*)\\\\*/$')) AS user,
    decodeURLComponent(extract(tag, ' user:(\\\\S*)\\\\*/$')) AS initial_user,
    mapFilter((name, value) -> name != '${tagSetting}', Settings) AS Settings,
    replaceRegexpOne(if(startsWith(query, '/*qid:'), substring(query, length(tag) + 2), query), '\\\\sINTO OUTFILE \\'[^\\']*\\' TRUNCATE FORMAT', ' FORMAT') AS query
)
FROM
(
    SELECT *, query_id AS engine_query_id, ${tagSql} AS tag
    FROM system.processes
    WHERE tag != ''
)`;

const processes = `CREATE OR REPLACE VIEW ${processesView} AS
SELECT * EXCEPT (engine_query_id, tag) FROM ${runningView}`;

/** A month is kept. Columns have the names and types of a server's `system.query_log`; those that are missing are not known here. */
const queryLog = `CREATE TABLE IF NOT EXISTS ${queryLogTable}
(
    type Enum8('QueryStart' = 1, 'QueryFinish' = 2, 'ExceptionBeforeStart' = 3, 'ExceptionWhileProcessing' = 4),
    event_date Date DEFAULT toDate(event_time),
    event_time DateTime DEFAULT toDateTime(event_time_microseconds),
    event_time_microseconds DateTime64(6),
    query_start_time DateTime DEFAULT toDateTime(query_start_time_microseconds),
    query_start_time_microseconds DateTime64(6),
    query_duration_ms UInt64,
    read_rows UInt64,
    read_bytes UInt64,
    written_rows UInt64,
    written_bytes UInt64,
    result_rows UInt64,
    result_bytes UInt64,
    memory_usage UInt64,
    current_database LowCardinality(String),
    query String,
    normalized_query_hash UInt64 DEFAULT normalizedQueryHash(query),
    query_kind LowCardinality(String),
    exception_code Int32,
    exception String,
    stack_trace String,
    is_initial_query UInt8 DEFAULT 1,
    user LowCardinality(String),
    query_id String,
    address IPv6,
    port UInt16,
    initial_user LowCardinality(String) DEFAULT user,
    initial_query_id String DEFAULT query_id,
    initial_address IPv6 DEFAULT address,
    initial_port UInt16 DEFAULT port,
    interface UInt8 DEFAULT 2,
    http_method UInt8,
    http_user_agent LowCardinality(String),
    http_referer String,
    forwarded_for String,
    quota_key String,
    log_comment String,
    hostname LowCardinality(String) DEFAULT hostName(),
    Settings Map(LowCardinality(String), LowCardinality(String))
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(event_date)
ORDER BY (event_date, event_time)
TTL event_date + INTERVAL 30 DAY DELETE`;

const systemQueryLog = `CREATE OR REPLACE VIEW system.query_log AS SELECT * FROM ${queryLogTable}`;

/** Makes the endpoint's own tables and views where they are missing. */
export async function installSystemViews(session: EngineSession): Promise<void> {
  const database = 'CREATE DATABASE IF NOT EXISTS _yardstick';
  for (const sql of [database, running, processes, queryLog, systemQueryLog]) await session.run(sql);
}
