import { testClickHouse } from '../../../infra/embedded/clickhouse/test-server.ts';
import { type ClientRun, runChecks, testChecks } from '../client-checks.ts';
import type { Available } from '../prepared-folder.ts';
import { buildChecks } from './build.ts';

/** The newest release; and the one that Metabase's driver brings along, with what Metabase does with it. */
const drivers = [
  { version: '0.11.0', concerns: [] },
  { version: '0.8.6', concerns: ['metabase'] },
];

/** A heap that cannot hold the largest result. */
const heap = '-Xmx256m';

async function runDriver(version: string, concerns: readonly string[]): Promise<Available<ClientRun>> {
  const classPath = await buildChecks(version);
  if ('missing' in classPath) return classPath;
  const server = await testClickHouse();
  try {
    const args = [heap, '-cp', classPath.there, 'yardstick.Main', ...concerns];
    return { there: await runChecks('java', args, server) };
  } finally {
    await server.stop();
  }
}

for (const { version, concerns } of drivers) {
  testChecks(`the JDBC driver ${version}`, await runDriver(version, concerns));
}
