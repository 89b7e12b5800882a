/**
 * What Metabase's ClickHouse driver asks of a server, beyond what it leaves to JDBC: one entry per question, with what it
 * reads of the answer. Written down from the driver's behaviour (Metabase v63, JDBC driver 0.8.6), in our own SQL.
 * `mart.kpi` is a small table of the test: month, region, sales and a state of an aggregate function; key month, region.
 */
export interface Probe {
  readonly name: string;
  /** When Metabase asks. */
  readonly when: string;
  readonly sql: string;
  /** Columns in order; their names are read by the driver. */
  readonly columns: readonly string[];
  /** Exact rows; or how many at least when they differ from server to server. */
  readonly rows: readonly (readonly unknown[])[] | { readonly atLeast: number };
}

const tableColumns = [
  ...[
    'TABLE_CAT',
    'TABLE_SCHEM',
    'TABLE_NAME',
    'TABLE_TYPE',
    'REMARKS',
    'TYPE_CAT',
    'TYPE_SCHEM',
    'TYPE_NAME',
  ],
  ...['SELF_REFERENCING_COL_NAME', 'REF_GENERATION'],
];
const none = 'CAST(NULL AS Nullable(String))';

export const probes: readonly Probe[] = [
  {
    name: 'server information',
    when: 'each new connection',
    sql: 'SELECT currentUser() AS user, timezone() AS timezone, version() AS version LIMIT 1',
    columns: ['user', 'timezone', 'version'],
    rows: { atLeast: 1 },
  },
  {
    name: 'can connect',
    when: 'a database is added, changed or checked',
    sql: 'SELECT 1',
    columns: ['1'],
    rows: [[1]],
  },
  {
    name: 'version in numbers',
    when: 'a sync begins',
    sql: `WITH splitByChar('.', version()) AS parts
SELECT version() AS version, toInt32(parts[1]) AS major, toInt32(parts[2]) AS minor`,
    columns: ['version', 'major', 'minor'],
    rows: { atLeast: 1 },
  },
  {
    name: 'is it the cloud',
    when: 'with the version; no row means a server of one’s own',
    sql: "SELECT value = '1' AS is_cloud FROM system.settings WHERE name = 'cloud_mode'",
    columns: ['is_cloud'],
    rows: [[0]],
  },
  {
    name: 'is it a single node',
    when: 'with the version, outside the cloud',
    sql: 'SELECT count() = 0 AS single FROM system.clusters WHERE is_local = 0',
    columns: ['single'],
    rows: [[1]],
  },
  {
    name: 'time zone',
    when: 'a sync begins',
    sql: 'SELECT timezone() AS tz',
    columns: ['tz'],
    rows: [['UTC']],
  },
  {
    name: 'tables of a database',
    when: 'sync of tables',
    sql: `SELECT '' AS TABLE_CAT, t.database AS TABLE_SCHEM, t.name AS TABLE_NAME, t.engine AS TABLE_TYPE,
  t.comment AS REMARKS, ${none} AS TYPE_CAT, d.engine AS TYPE_SCHEM, ${none} AS TYPE_NAME,
  ${none} AS SELF_REFERENCING_COL_NAME, ${none} AS REF_GENERATION
FROM system.tables AS t
JOIN system.databases AS d ON system.tables.database = system.databases.name
WHERE t.database LIKE 'mart' AND t.name LIKE '%' AND (t.engine IN ('MergeTree', 'View', 'MaterializedView', 'Memory')
  OR (t.engine NOT IN ('MergeTree', 'View', 'SystemTables') AND NOT t.engine LIKE 'System%' AND NOT t.engine LIKE 'Async%'))
  AND t.is_temporary = 0
ORDER BY t.name`,
    columns: tableColumns,
    rows: [
      ['', 'mart', 'kpi', 'MergeTree', 'KPI by month', null, 'Atomic', null, null, null],
      ['', 'mart', 'kpi_view', 'View', '', null, 'Atomic', null, null, null],
    ],
  },
  {
    name: 'columns of a table',
    when: 'sync of each table',
    sql: `SELECT '' AS TABLE_CAT, database AS TABLE_SCHEM, table AS TABLE_NAME, name AS COLUMN_NAME,
  toInt32(1111) AS DATA_TYPE, type AS TYPE_NAME,
  toInt32(multiIf(character_octet_length IS NOT NULL, character_octet_length, type = 'Date', 2,
    numeric_precision IS NOT NULL, numeric_precision, 0)) AS COLUMN_SIZE,
  toInt32(0) AS BUFFER_LENGTH, toInt32(if(numeric_scale = 0, NULL, numeric_scale)) AS DECIMAL_DIGITS,
  toInt32(numeric_precision_radix) AS NUM_PREC_RADIX, toInt32(position(type, 'Nullable(') >= 1) AS NULLABLE,
  comment AS REMARKS, default_expression AS COLUMN_DEF, toInt32(0) AS SQL_DATA_TYPE, toInt32(0) AS SQL_DATETIME_SUB,
  character_octet_length::Nullable(Int32) AS CHAR_OCTET_LENGTH, toInt32(position) AS ORDINAL_POSITION,
  if(position(upper(type), 'NULLABLE') >= 1, 'YES', 'NO') AS IS_NULLABLE,
  ${none} AS SCOPE_CATALOG, ${none} AS SCOPE_SCHEMA, ${none} AS SCOPE_TABLE,
  CAST(NULL AS Nullable(Int16)) AS SOURCE_DATA_TYPE, 'NO' AS IS_AUTOINCREMENT, 'NO' AS IS_GENERATEDCOLUMN
FROM system.columns
WHERE database LIKE 'mart' AND table LIKE 'kpi' AND name LIKE '%'
ORDER BY TABLE_SCHEM, TABLE_NAME, ORDINAL_POSITION`,
    columns: [
      ...['TABLE_CAT', 'TABLE_SCHEM', 'TABLE_NAME', 'COLUMN_NAME', 'DATA_TYPE', 'TYPE_NAME', 'COLUMN_SIZE'],
      ...[
        'BUFFER_LENGTH',
        'DECIMAL_DIGITS',
        'NUM_PREC_RADIX',
        'NULLABLE',
        'REMARKS',
        'COLUMN_DEF',
        'SQL_DATA_TYPE',
      ],
      ...[
        'SQL_DATETIME_SUB',
        'CHAR_OCTET_LENGTH',
        'ORDINAL_POSITION',
        'IS_NULLABLE',
        'SCOPE_CATALOG',
        'SCOPE_SCHEMA',
      ],
      ...['SCOPE_TABLE', 'SOURCE_DATA_TYPE', 'IS_AUTOINCREMENT', 'IS_GENERATEDCOLUMN'],
    ],
    rows: { atLeast: 4 },
  },
  {
    name: 'primary key of a table',
    when: 'sync of each table',
    sql: `SELECT NULL AS TABLE_CAT, database AS TABLE_SCHEM, name AS TABLE_NAME, trim(pair.1) AS COLUMN_NAME,
  toInt16(pair.2) AS KEY_SEQ, 'PRIMARY' AS PK_NAME
FROM system.tables
ARRAY JOIN arrayZip(splitByChar(',', primary_key), arrayEnumerate(splitByChar(',', primary_key))) AS pair
WHERE primary_key <> '' AND database ILIKE 'mart' AND name ILIKE 'kpi'
ORDER BY COLUMN_NAME`,
    columns: ['TABLE_CAT', 'TABLE_SCHEM', 'TABLE_NAME', 'COLUMN_NAME', 'KEY_SEQ', 'PK_NAME'],
    rows: [
      [null, 'mart', 'kpi', 'month', 1, 'PRIMARY'],
      [null, 'mart', 'kpi', 'region', 2, 'PRIMARY'],
    ],
  },
  {
    name: 'schemas',
    when: 'sync of databases',
    sql: "SELECT name AS TABLE_SCHEM, '' AS TABLE_CATALOG FROM system.databases ORDER BY name",
    columns: ['TABLE_SCHEM', 'TABLE_CATALOG'],
    rows: { atLeast: 4 },
  },
  {
    name: 'columns by an empty result',
    when: 'the metadata of JDBC lacks a type',
    sql: 'SELECT month, region, sales FROM `mart`.`kpi` WHERE 1 <> 1 LIMIT 0',
    columns: ['month', 'region', 'sales'],
    rows: [],
  },
  {
    name: 'fingerprint',
    when: 'the analysis after a first sync',
    sql: 'SELECT month, substring(region, 1, 1234) AS region, sales FROM `mart`.`kpi` ORDER BY month, region LIMIT 10000',
    columns: ['month', 'region', 'sales'],
    rows: [
      ['2024-01-01', 'east', 10.5],
      ['2024-01-01', 'west', null],
      ['2024-02-01', 'east', 20],
    ],
  },
  {
    name: 'values of a field',
    when: 'the scan of fields that are shown as lists',
    sql: 'SELECT `mart`.`kpi`.`region` AS `region` FROM `mart`.`kpi` GROUP BY `mart`.`kpi`.`region` ORDER BY `mart`.`kpi`.`region` ASC LIMIT 1000',
    columns: ['region'],
    rows: [['east'], ['west']],
  },
  {
    name: 'a card',
    when: 'a question of a dashboard is asked',
    sql: `-- Metabase:: userID: 1 queryType: native queryHash: 0c4f
SELECT month, sum(sales) AS sales FROM mart.kpi WHERE region = 'east' GROUP BY month ORDER BY month LIMIT 2000`,
    columns: ['month', 'sales'],
    rows: [
      ['2024-01-01', 10.5],
      ['2024-02-01', 20],
    ],
  },
];
