import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../config/project-root.ts';
import type { StagedSource } from '../../models/staging/source.ts';
import type { Bench } from '../../sql/bench.ts';
import { type CompanyOptions, generateCompany } from '../company/company.ts';
import { type Cell, type Row, tables } from '../company/tables.ts';
import { erpFields } from './erp-fields.fixture.ts';

const fieldTypes: Readonly<Record<string, string>> = {
  string: 'String',
  int: 'Int64',
  decimal: 'Decimal(38, 12)',
  float: 'Float64',
  bool: 'Bool',
  date: 'Date32',
  timestamp: "DateTime64(6, 'UTC')",
  json: 'String',
};

/** A source of the sample company with the mappings it is configured with. */
export function source(name: string, kind: string): StagedSource {
  const own = join(projectRoot(), 'demo', 'stg', name);
  const folder = name === 'crm' ? join(projectRoot(), 'sql', 'stg', kind) : own;
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  const mappings = files.map((file) => [
    basename(file, '.sql'),
    { sql: readFileSync(join(folder, file), 'utf8'), origin: join(folder, file) },
  ]);
  return { name, kind, streams: Object.keys(fieldsOf(name)), mappings: Object.fromEntries(mappings) };
}

function fieldsOf(name: string): Record<string, Record<string, string>> {
  if (name === 'erp') return erpFields;
  if (name === 'social') {
    return {
      status: {
        ...{ idstr: 'string', created_at: 'timestamp', text: 'string', user: 'json' },
        ...{ comments_count: 'int', reposts_count: 'int', attitudes_count: 'int' },
      },
      comment: { idstr: 'string', created_at: 'timestamp', text: 'string', user: 'json', status: 'json' },
    };
  }
  const config = parse(readFileSync(join(projectRoot(), 'demo', 'yardstick.yaml'), 'utf8'));
  const objects: Record<string, { fields: Record<string, string> }> = config.sources.crm.objects;
  return Object.fromEntries(
    Object.entries(objects).map(([object, { fields }]) => [
      object,
      { Id: 'string', SystemModstamp: 'timestamp', CreatedDate: 'timestamp', ...fields },
    ]),
  );
}

/** Newest row per key of every table, as the source systems would hold them at the end. */
function newestRows(company: CompanyOptions): Map<string, Map<string, Row>> {
  const newest = new Map<string, Map<string, Row>>();
  for (const { rows } of generateCompany(company)) {
    for (const { table, row } of rows) {
      const known = newest.get(table) ?? new Map<string, Row>();
      newest.set(table, known);
      known.set(tables[table].key.map((name) => row[name]).join('\u001f'), row);
    }
  }
  return newest;
}

/** Fills the streams of all three sources with what they would hold at the end. */
export async function giveStreams(bench: Bench, company: CompanyOptions): Promise<void> {
  const newest = newestRows(company);
  for (const stream of Object.keys(erpFields)) {
    const rows = [...(newest.get(`erp.${stream}`) ?? [])];
    const records = rows.map(([key, row]) => ({ ...row, _key: key, _deleted: row.is_deleted === true }));
    await bench.giveStream('erp', stream, typesOf(fieldsOf('erp')[stream] ?? {}), records);
  }
  const crm = [...(newest.get('crm.record') ?? [])].map(([, row]) => row);
  for (const [object, fields] of Object.entries(fieldsOf('crm'))) {
    const records = crm
      .filter((row) => row.object === object)
      .map((row) => ({ ...parsed(row.body), _key: row.id, _deleted: row.deleted }));
    await bench.giveStream('crm', object, typesOf(fields), records);
  }
  for (const [stream, table] of [
    ['status', 'social.post'],
    ['comment', 'social.comment'],
  ] as const) {
    const records = [...(newest.get(table) ?? [])].map(([, row]) => weiboRecord(row));
    await bench.giveStream('social', stream, typesOf(fieldsOf('social')[stream] ?? {}), records);
  }
}

function weiboRecord(row: Row): Record<string, unknown> {
  const body = parsed(row.body);
  const readable = body.created_at !== 'Invalid date';
  return {
    ...body,
    created_at: readable ? row.created_at : null,
    user: JSON.stringify(body.user),
    status: JSON.stringify(body.status),
    _problems: readable ? [] : ['created_at'],
    _key: row.id,
    _deleted: row.deleted,
  };
}

function parsed(body: Cell | undefined): Record<string, unknown> {
  return JSON.parse(String(body));
}

function typesOf(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, type]) => [name, fieldTypes[type] ?? 'String']),
  );
}
