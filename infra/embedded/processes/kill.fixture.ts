// A parent to be killed: starts an engine of each kind, tells their pids over IPC, then waits.
import { chmodSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import getPort from 'get-port';
import { startPostgres } from '../postgres/start.ts';
import { startTemporal } from '../temporal/start.ts';
import { spawnChild } from './child.ts';

const folder = mkdtempSync(join(process.argv[2] ?? '', 'killed-'));
chmodSync(folder, 0o755);
const freePort = () => getPort({ host: '127.0.0.1' });
const engines = await Promise.all([
  startPostgres({
    dataDir: join(folder, 'postgres'),
    port: await freePort(),
    password: 'test',
    fsync: false,
  }),
  startTemporal({ dataDir: join(folder, 'temporal'), port: await freePort() }),
  // Deaf to TERM and to a closed channel: only the guard's last resort ends it.
  spawnChild({
    name: 'deaf',
    command: process.execPath,
    args: ['--eval', `process.on('SIGTERM', () => undefined); setInterval(() => undefined, 1000)`],
    logFile: join(folder, 'deaf.log'),
    ipc: true,
  }),
]);
process.send?.(engines.map(({ pid }) => pid));
