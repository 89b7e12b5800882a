import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAlerts } from '../ledger/alert.ts';
import { startRun } from '../ledger/run.ts';
import { type TestLedger, testLedger } from '../ledger/test-ledger.ts';
import { announce, closeRun } from './finish-run.ts';
import { watchNightly } from './watch-nightly.ts';

let ledger: TestLedger;
let hook: FastifyInstance;
let address: string;
let heard: { text: string; kind: string }[] = [];

beforeAll(async () => {
  ledger = await testLedger();
  hook = Fastify();
  hook.post<{ Body: { text: string; kind: string } }>('/hook', async ({ body }) => {
    heard.push(body);
    return {};
  });
  address = `${await hook.listen({ port: 0, host: '127.0.0.1' })}/hook`;
});
afterAll(async () => {
  await hook.close();
  await ledger.close();
});
beforeEach(() => {
  heard = [];
});

const at = (webhook: string) => ({
  db: ledger.db,
  now: () => new Date(),
  project: { config: { company: { name: 'Acme' }, notify: { webhook } } },
});
const begin = (id: string) =>
  startRun(ledger.db, { id, kind: 'nightly', workflowId: id, requestedBy: 'schedule', detail: {} });
const end = (id: string, status: 'failed' | 'succeeded', webhook = address) =>
  closeRun(at(webhook), {
    ...{ runId: id, kind: 'nightly', status, summary: {} },
    sound: { streams: status === 'failed' ? [] : ['erp.sales_order'], assets: [] },
    problems: status === 'failed' ? ['erp.sales_order page 3: the connection was refused.'] : [],
  });
const open = async () => (await openAlerts(ledger.db)).map(({ kind, subject }) => `${kind}: ${subject}`);

describe('people are told', () => {
  it('that no nightly has succeeded, until one does', async () => {
    expect(await watchNightly(at(address))).toEqual({ late: true });
    expect(heard[0]?.text).toMatch(/^Acme: nightly run late\. .*none was started/);
    await begin('a');
    await end('a', 'succeeded');
    expect(await open()).toEqual([]);
    expect(await watchNightly(at(address))).toEqual({ late: false });
  });

  it('of a failure once, with what to do, and no more once it is mended', async () => {
    await begin('b');
    await end('b', 'failed');
    await begin('c');
    await end('c', 'failed');
    expect(heard.map(({ kind }) => kind)).toEqual(['run failed']);
    expect(heard[0]?.text).toContain('erp.sales_order page 3: the connection was refused.');
    expect(await open()).toEqual(['run failed: nightly']);
    await announce(at(address), { kind: 'stream failed', subject: 'erp.sales_order', message: 'Refused.' });
    await begin('d');
    await end('d', 'succeeded');
    expect(await open()).toEqual([]);
  });

  it('that the webhook itself does not answer, without failing the run', async () => {
    await begin('e');
    await end('e', 'failed', 'http://127.0.0.1:9/closed');
    expect(await open()).toEqual(expect.arrayContaining(['run failed: webhook', 'run failed: nightly']));
  });
});
