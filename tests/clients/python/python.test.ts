import { join } from 'node:path';
import { projectRoot } from '../../../config/project-root.ts';
import { testClickHouse } from '../../../infra/embedded/clickhouse/test-server.ts';
import { type ClientRun, runChecks, testChecks } from '../client-checks.ts';
import type { Available } from '../prepared-folder.ts';
import { pythonWithClients } from './environment.ts';

const folder = 'tests/clients/python';

async function runClient(): Promise<Available<ClientRun>> {
  const python = await pythonWithClients();
  if ('missing' in python) return python;
  const server = await testClickHouse();
  try {
    // No byte code beside the sources.
    const env = { PYTHONDONTWRITEBYTECODE: '1' };
    const main = join(projectRoot(), folder, 'checks', 'main.py');
    return { there: await runChecks(python.there, [main], server, { env }) };
  } finally {
    await server.stop();
  }
}

testChecks('clickhouse-connect', await runClient());
