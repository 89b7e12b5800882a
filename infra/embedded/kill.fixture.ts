// A parent to be killed: starts everything in the home it is told, tells the pids over IPC, then waits.
import getPort from 'get-port';
import { openHome } from './home/open.ts';
import { spawnChild } from './processes/child.ts';
import { startEngines } from './supervisor.ts';

const opened = await openHome(process.argv[2]);
if (opened.state !== 'opened') throw new Error(opened.message);
const { home } = opened;
const freePort = () => getPort({ host: '127.0.0.1' });
const preferredPorts = {
  clickhouse: await freePort(),
  temporal: await freePort(),
  temporalUi: await freePort(),
  ledger: await freePort(),
};
const engines = await startEngines({ home, preferredPorts });
const deaf = await spawnChild({
  name: 'deaf',
  command: process.execPath,
  // Ignores TERM and its closed channel: only the guard's last resort ends it.
  args: ['--eval', `process.on('SIGTERM', () => undefined); setInterval(() => undefined, 1000)`],
  logFile: `${home.paths.logs}/deaf.log`,
  ipc: true,
});
process.send?.([...engines.children().map(({ pid }) => pid), deaf.pid]);
