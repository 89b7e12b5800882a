// Records the histories that replay.test.ts replays: `npx tsx tests/replay/record.ts`, after a run of every kind.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { projectRoot } from '../../config/project-root.ts';
import { advanceSampleCompany } from '../../demo/sources/advance.ts';
import { openCompanyHouse } from '../harness/company-house.ts';
import type { House } from '../harness/house.ts';

const folder = join(projectRoot(), 'tests', 'replay', 'histories');

const opened = await openCompanyHouse({ scale: 0.01 });
const { house } = opened;
try {
  const { graph, config } = house.context.project;
  const settings = { sources: config.sources.map(({ name }) => name), assets: graph.order };
  const desk = await house.client.workflow.start('operations', {
    ...{ args: [settings], workflowId: 'operations', taskQueue: house.taskQueue },
  });
  const order = (args: object) =>
    desk.executeUpdate<{ workflowId: string }, [object]>('run', {
      args: [{ kind: 'manual', requestedBy: 'record', ...args }],
    });
  const first = await order({});
  await house.client.workflow.getHandle(first.workflowId).result();
  await advanceSampleCompany({ postgresUrl: house.postgresUrl, days: 1 });
  const second = await order({});
  await house.client.workflow.getHandle(second.workflowId).result();
  await order({ sources: ['nobody'] }).catch(() => undefined);
  mkdirSync(folder, { recursive: true });
  await record(house, 'operations', 'operations.orders-and-refusal');
  await record(house, second.workflowId, 'nightly.one-new-day');
  await record(house, `${first.workflowId}/read/erp.sales_order`, 'load-stream.first-load');
  await record(house, `${first.workflowId}/build/fct.order_event`, 'materialize.first-build');
} finally {
  await opened.stop();
}

async function record({ client }: House, workflowId: string, name: string): Promise<void> {
  const history: unknown = JSON.parse(
    historyToJSON(await client.workflow.getHandle(workflowId).fetchHistory()),
  );
  // Who recorded it is nobody's business.
  const text = JSON.stringify({ workflowId, history })
    .replaceAll(projectRoot(), '/yardstick')
    .replaceAll(/"\d+@[^"]*"/g, '"worker"');
  writeFileSync(join(folder, `${name}.json`), `${text}\n`);
}
