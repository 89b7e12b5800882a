import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { Figure } from '../figure.ts';
import { type Bench, HttpClient } from './http-client.ts';

const mib = 1024 * 1024;
const gib = 1024 * mib;
const bytesEach = 2 * gib;
/** As long as a row of many exports; the engine's blocks, of which it has some at work, are 8 MiB then. */
const lineBytes = 128;
const largestGrowthMiB = 100;

/**
 * Whether the server's memory stays flat while two gibibytes go through it, out and in: whether it needs more than for a quarter of
 * them. What a query of any size takes is no growth.
 */
export async function memoryFigures({ server }: Bench): Promise<readonly Figure[]> {
  const client = new HttpClient(server);
  const line = `${'x'.repeat(lineBytes - 1)}\n`;
  await client.send('CREATE OR REPLACE TABLE wide (line String CODEC(NONE)) ENGINE = Null');
  const out = (bytes: number) =>
    client.send(`SELECT repeat('x', ${lineBytes - 1}) FROM numbers(${bytes / lineBytes}) FORMAT TSV`);
  const into = (bytes: number) => client.send('INSERT INTO wide FORMAT TSV', chunks(line, bytes));
  const figures = [
    await growth('export of 2 GiB', server.pid, out),
    await growth('insert of 2 GiB', server.pid, into),
  ];
  client.close();
  return figures;
}

function chunks(line: string, bytes: number): Readable {
  const chunk = Buffer.from(line.repeat(mib / lineBytes));
  return Readable.from(
    (function* () {
      for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk;
    })(),
    { objectMode: false },
  );
}

async function growth(name: string, pid: number, work: (bytes: number) => Promise<unknown>): Promise<Figure> {
  // Once for what is taken once, such as buffers and threads.
  await work(bytesEach / 4);
  const few = await most(pid, () => work(bytesEach / 4));
  const many = await most(pid, () => work(bytesEach));
  const grown = Math.round(many - few);
  return {
    name,
    measured: `${grown} MiB more than the ${Math.round(few)} MiB for a quarter of it`,
    target: `at most ${largestGrowthMiB} MiB more`,
    met: grown <= largestGrowthMiB,
  };
}

/** The most memory of a process during the work, in MiB. */
async function most(pid: number, work: () => Promise<unknown>): Promise<number> {
  let found = residentMiB(pid);
  const watch = setInterval(() => {
    found = Math.max(found, residentMiB(pid));
  }, 50);
  await work().finally(() => clearInterval(watch));
  return found;
}

/** Memory of a process that is really in use, in MiB. */
function residentMiB(pid: number): number {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  return (pages * 4096) / mib;
}
