import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverConfig, usersConfig } from '../../../infra/embedded/clickhouse/access/users-xml.ts';
import { Engine } from '../../../infra/embedded/clickhouse/engine/engine.ts';
import type { EngineSession } from '../../../infra/embedded/clickhouse/engine/session.ts';
import { limitsOf } from '../../../infra/embedded/clickhouse/limits.ts';
import { type Figure, timed } from '../figure.ts';
import { type Bench, HttpClient } from './http-client.ts';

const rows = 1_000_000;
const rounds = 7;
const makeTable = (name: string) =>
  `CREATE OR REPLACE TABLE ${name} (id UInt64, name String, at DateTime, amount Decimal(18, 2)) ENGINE = MergeTree ORDER BY id`;
const fill = (name: string) =>
  `INSERT INTO ${name} SELECT number, concat('customer ', toString(cityHash64(number))),
    toDateTime('2026-01-01 00:00:00') + number, (number % 1000000) / 100 FROM numbers(${rows})`;

/** Largest time over the endpoint as a share of the time in process. */
const targets = {
  exports: { JSONEachRow: 1.1, RowBinary: 1.25, Native: 1.25 },
  inserts: { JSONEachRow: 0.7 },
};

/** The same million rows out of and into the engine, in this process and over HTTP, taken in turn. */
export async function transferFigures({ server, folder }: Bench): Promise<readonly Figure[]> {
  const client = new HttpClient(server);
  const engine = openEngine(folder);
  const session = engine.session();
  const figures: Figure[] = [];
  try {
    for (const statement of [makeTable('bench'), fill('bench'), makeTable('taken')]) {
      await session.run(statement);
      await client.send(statement);
    }
    for (const [format, target] of Object.entries(targets.exports))
      figures.push(await exported(client, session, format, target));
    for (const [format, target] of Object.entries(targets.inserts))
      figures.push(await inserted(client, session, format, target));
    return figures;
  } finally {
    client.close();
    session.close();
    engine.close();
  }
}

/** A second engine of its own folder: one process may open one only, and the server has its own process. */
function openEngine(folder: string): Engine {
  const file = (name: string) => join(folder, name);
  const limits = limitsOf();
  const places = { usersXml: file('users.xml'), backups: file('backups'), spool: file('spool') };
  writeFileSync(places.usersXml, usersConfig([], limits));
  writeFileSync(file('config.xml'), serverConfig(places, limits));
  return Engine.open(file('in-process'), file('config.xml'));
}

async function exported(
  client: HttpClient,
  session: EngineSession,
  format: string,
  target: number,
): Promise<Figure> {
  const sql = 'SELECT id, name, at, amount FROM bench ORDER BY id';
  return ratio(`export ${format}`, target, {
    inProcess: () => session.run(sql, format),
    overHttp: () => client.send(`${sql} FORMAT ${format}`),
  });
}

async function inserted(
  client: HttpClient,
  session: EngineSession,
  format: string,
  target: number,
): Promise<Figure> {
  const { bytes } = await session.run('SELECT id, name, at, amount FROM bench', format);
  const sql = `INSERT INTO taken FORMAT ${format}`;
  return ratio(`insert ${format}`, target, {
    inProcess: () => session.insertRows(sql, bytes),
    overHttp: () => client.send(sql, bytes),
  });
}

interface Ways {
  readonly inProcess: () => Promise<unknown>;
  readonly overHttp: () => Promise<unknown>;
}

async function ratio(name: string, target: number, { inProcess, overHttp }: Ways): Promise<Figure> {
  const [own, http]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    own.push(await timed(inProcess));
    http.push(await timed(overHttp));
  }
  // What else the machine does only ever adds: the best round of each is nearest to the truth.
  const [a, b] = [Math.min(...own), Math.min(...http)];
  const measured = `${(b / a).toFixed(2)} times the time in process (${Math.round(b)} ms to ${Math.round(a)} ms)`;
  return {
    name: `${name}, 1M rows × 4 columns`,
    measured,
    target: `at most ${target}`,
    met: b / a <= target,
  };
}
