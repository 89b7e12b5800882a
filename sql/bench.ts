import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../config/project-root.ts';
import type { TestClickHouse } from '../infra/embedded/clickhouse/test-server.ts';
import { sharedClickHouse } from '../infra/embedded/clickhouse/test-shared.ts';
import type { Asset } from '../models/kit/asset.ts';
import { type Columns, clickhouseType } from '../models/kit/column.ts';
import { layerOf, nameOf } from '../models/kit/key.ts';
import type { PartitionMapping } from '../models/kit/mapping.ts';
import { warehouseAssets } from '../models/warehouse.ts';
import { addMonths, monthsBetween } from '../planner/month.ts';
import { composeRows } from '../warehouse/compose.ts';

export interface CompanySettings {
  readonly timezone: string;
  readonly base_currency: string;
  readonly fiscal_year_start: number;
  readonly customer_auto_merge?: string;
  readonly customer_review?: string;
}

type Rows = readonly Readonly<Record<string, unknown>>[];
type FieldTypes = Readonly<Record<string, string>>;

/** A workbench for SELECTs: assets as plain tables on a real engine, without versions. Only tests use it. */
export interface Bench {
  readonly server: TestClickHouse;
  /** Fills an asset's table by hand, replacing what was there; columns left out take their type's default. */
  give(asset: Asset, rows: Rows): Promise<void>;
  /** Fills a stream of a source as staging sees it: `fields` are ClickHouse types, made Nullable. */
  giveStream(source: string, stream: string, fields: FieldTypes, rows: Rows): Promise<void>;
  /**
   * Computes an asset from the tables of its inputs; rows of a mapping that lack what they must have are left out. With months
   * (`2026-07-01`) it reads of its inputs what these need, as a run that builds them does; without them everything.
   */
  build(asset: Asset, months?: readonly string[]): Promise<void>;
  read<Row>(sql: string): Promise<Row[]>;
  stop(): Promise<void>;
}

/** As a configuration has them that says nothing of customers. */
const thresholds = { customer_auto_merge: '0.94', customer_review: '0.6' } as const;

const china: CompanySettings = { timezone: 'Asia/Shanghai', base_currency: 'CNY', fiscal_year_start: 1 };

/** Instants as sources write them; fields a SELECT does not read are left out. */
const lenient = { date_time_input_format: 'best_effort', input_format_skip_unknown_fields: 1 } as const;

/** Tables are `bench.<layer>_<name>` and `bench.stream_<source>_<stream>`. */
export async function openBench(settings: CompanySettings = china): Promise<Bench> {
  const server = await sharedClickHouse();
  const { client } = server;
  const command = (query: string) => client.command({ query, query_params: { ...thresholds, ...settings } });
  await command('CREATE DATABASE bench');
  const insert = async (table: string, rows: Rows) => {
    if (rows.length > 0)
      await client.insert({ table, values: rows, format: 'JSONEachRow', clickhouse_settings: lenient });
  };
  return {
    server,
    give: async (asset, rows) => {
      await command(createTable(tableOf(asset.key), typesOf(asset.columns)));
      await insert(tableOf(asset.key), rows);
    },
    giveStream: async (source, stream, fields, rows) => {
      const table = `bench.\`stream_${source}_${stream}\``;
      await command(createTable(table, streamTypes(fields)));
      await insert(table, rows);
    },
    build: async (asset, months) => {
      await command(createTable(tableOf(asset.key), typesOf(asset.columns)));
      await command(`INSERT INTO ${tableOf(asset.key)} ${selectOf(asset, months)}`);
    },
    read: async <Row>(query: string) => {
      const answer = await client.query({
        query,
        query_params: { ...thresholds, ...settings },
        format: 'JSONEachRow',
      });
      return answer.json<Row>();
    },
    stop: () => server.stop(),
  };
}

/** What marts of KPIs read beside facts, computed from these. */
export const beforeKpis = ['fct.known_until', 'fct.month_credit'] as const;

const known = warehouseAssets({ sources: [], precedence: [] });

/** An asset of a company that has switched no source on; its staging entities are typed and empty until they are given rows. */
export function assetNamed(key: string): Asset {
  const found = known.find((asset) => asset.key === key);
  if (found === undefined) throw new RangeError(`no ${key}`);
  return found;
}

/** `bench.fct_order_event` */
export function tableOf(key: Asset['key']): string {
  return `bench.\`${layerOf(key)}_${nameOf(key)}\``;
}

function selectOf(asset: Asset, months?: readonly string[]): string {
  const relations = Object.entries(asset.inputs).map(([alias, input]) => [
    alias,
    `SELECT * FROM ${inputTable(input)}${months === undefined ? '' : readFor(months, input)}`,
  ]);
  const streams = Object.values(asset.inputs).some((input) => input.kind === 'stream');
  const sql = streams ? sound(asset) : sqlOf(asset);
  return composeRows({ asset, sql, relations: Object.fromEntries(relations) });
}

function inputTable(input: PartitionMapping): string {
  return input.kind === 'stream' ? `bench.\`stream_${input.source}_${input.stream}\`` : tableOf(input.asset);
}

/** ` WHERE …`: the months of an input that these months of the output read. */
function readFor(months: readonly string[], input: PartitionMapping): string {
  if (input.kind !== 'window' && input.kind !== 'sameMonth') return '';
  const { partitions } = assetNamed(input.asset);
  if (partitions.kind !== 'monthly') return '';
  const [from, to] = input.kind === 'window' ? [input.from, input.to] : [0, 0];
  const read = months.flatMap((month) => monthsBetween(addMonths(month, from), addMonths(month, to)));
  return ` WHERE toStartOfMonth(${partitions.column}) IN (${read.map((month) => `'${month}'`).join(', ')})`;
}

function sqlOf(asset: Asset): string {
  if (asset.compute.kind === 'text') return asset.compute.sql;
  return readFileSync(join(projectRoot(), 'sql', layerOf(asset.key), `${nameOf(asset.key)}.sql`), 'utf8');
}

function sound(asset: Asset): string {
  const needed = Object.entries(asset.columns).flatMap(([name, column]) => (column.nullable ? [] : [name]));
  const problems = /\bproblems\b/.test(sqlOf(asset)) ? ' AND empty(problems)' : '';
  const present = needed.map((name) => `isNotNull(${name})`).join(' AND ');
  return `SELECT * FROM (\n${sqlOf(asset)}\n) WHERE ${present}${problems}`;
}

function typesOf(columns: Columns): FieldTypes {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, clickhouseType(column)]));
}

function streamTypes(fields: FieldTypes): FieldTypes {
  const typed = Object.entries(fields).map(([name, type]) => [name, `Nullable(${type})`]);
  return {
    ...Object.fromEntries(typed),
    _problems: 'Array(String)',
    _key: 'String',
    _updated_at: "Nullable(DateTime64(6, 'UTC'))",
    _deleted: 'Bool',
    _position: 'UInt64',
  };
}

function createTable(table: string, types: FieldTypes): string {
  const columns = Object.entries(types).map(([name, type]) => `\`${name}\` ${type}`);
  return `CREATE OR REPLACE TABLE ${table} (${columns.join(', ')}) ENGINE = MergeTree ORDER BY tuple()`;
}
