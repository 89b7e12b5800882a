import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { Figure } from '../figure.ts';
import { type Bench, HttpClient } from './http-client.ts';

const mib = 1024 * 1024;
const gib = 1024 * mib;
const bytesEach = 2 * gib;
const largestGrowthMiB = 100;

/** Whether the server's memory stays flat while two gibibytes go through it, out and in. */
export async function memoryFigures({ server }: Bench): Promise<readonly Figure[]> {
  const client = new HttpClient(server);
  const line = `${'x'.repeat(1023)}\n`;
  await client.send('CREATE OR REPLACE TABLE wide (line String CODEC(NONE)) ENGINE = Null');
  const out = (bytes: number) =>
    client.send(`SELECT repeat('x', 1023) FROM numbers(${bytes / line.length}) FORMAT TSV`);
  const into = (bytes: number) => client.send('INSERT INTO wide FORMAT TSV', chunks(line, bytes));
  // What is taken once, such as buffers and threads, is no growth.
  await out(gib / 4);
  await into(gib / 4);
  const figures = [
    await growth('export of 2 GiB', server.pid, () => out(bytesEach)),
    await growth('insert of 2 GiB', server.pid, () => into(bytesEach)),
  ];
  client.close();
  return figures;
}

function chunks(line: string, bytes: number): Readable {
  const chunk = Buffer.from(line.repeat(mib / line.length));
  return Readable.from(
    (function* () {
      for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk;
    })(),
    { objectMode: false },
  );
}

async function growth(name: string, pid: number, work: () => Promise<unknown>): Promise<Figure> {
  const before = residentMiB(pid);
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, residentMiB(pid));
  }, 50);
  await work();
  clearInterval(watch);
  const grown = Math.round(most - before);
  return {
    name,
    measured: `${grown} MiB more than the ${Math.round(before)} MiB before`,
    target: `at most ${largestGrowthMiB} MiB more`,
    met: grown <= largestGrowthMiB,
  };
}

/** Memory of a process that is really in use, in MiB. */
function residentMiB(pid: number): number {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  return (pages * 4096) / mib;
}
