import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { notifySchema } from '../config/notify.ts';
import { openAlerts } from '../ledger/alert.ts';
import { startRun } from '../ledger/run.ts';
import { type TestLedger, testLedger } from '../ledger/test-ledger.ts';
import { closeRun } from './finish-run.ts';
import { deliverMessages } from './telling/deliver-messages.ts';
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

const at = (webhook: string, language: 'en' | 'zh-CN' = 'en') => ({
  db: ledger.db,
  now: () => new Date(),
  project: { config: { company: { name: 'Acme', language }, notify: notifySchema.parse({ webhook }) } },
});
const delivered = async () => {
  await deliverMessages(at(address));
  return heard;
};
const begin = (id: string) =>
  startRun(ledger.db, { id, kind: 'nightly', workflowId: id, requestedBy: 'schedule', detail: {} });
const end = (id: string, status: 'failed' | 'succeeded', webhook = address) =>
  closeRun(at(webhook), {
    ...{ runId: id, kind: 'nightly', status, summary: {} },
    problems: status === 'failed' ? ['erp.sales_order page 3: the connection was refused.', 'A second.'] : [],
  });
const open = async () => (await openAlerts(ledger.db)).map(({ kind, subject }) => `${kind}: ${subject}`);

describe('people are told', () => {
  it('that no nightly has succeeded, until one does', async () => {
    expect(await watchNightly(at(address))).toEqual({ late: true });
    expect((await delivered())[0]?.text).toMatch(/^Acme: nightly run late\n- .*none was started/);
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
    expect((await delivered()).map(({ kind }) => kind)).toEqual(['run late: over', 'run failed']);
    expect(heard[0]?.text).toMatch(
      /^Acme: resolved – nightly run late\n- A run has succeeded since\.\nNo\. /,
    );
    expect(heard[1]?.text).toContain('- erp.sales_order page 3: the connection was refused.\n- A second.\n');
    expect(await open()).toEqual(['run failed: nightly']);
    await begin('d');
    await end('d', 'succeeded');
    expect(await open()).toEqual([]);
  });

  it('no more of a nightly once a run by hand has read every source', async () => {
    await begin('g');
    await end('g', 'failed');
    for (const sources of [['erp'], 'all'] as const) {
      const id = `by hand ${sources}`;
      const detail = { sources };
      await startRun(ledger.db, { id, kind: 'manual', workflowId: id, requestedBy: 'me', detail });
      await closeRun(at(address), {
        runId: id,
        kind: 'manual',
        status: 'succeeded',
        summary: {},
        problems: [],
      });
      expect(await open()).toEqual(sources === 'all' ? [] : ['run failed: nightly']);
    }
  });

  it('that it is over, once, and the run does not fail because nobody answers', async () => {
    await delivered();
    heard = [];
    await begin('e');
    await end('e', 'failed', 'http://127.0.0.1:9/closed');
    expect(await deliverMessages(at('http://127.0.0.1:9/closed'))).toEqual({ sent: 0, waiting: 1, dead: 0 });
    await begin('f');
    await end('f', 'succeeded');
    await begin('h');
    await end('h', 'succeeded');
    expect((await delivered()).map(({ kind }) => kind)).toEqual(['run failed: over']);
    expect(await open()).toEqual([]);
  });

  it('in the language of the company', async () => {
    await ledger.db.deleteFrom('message').execute();
    const chinese = { ...at(address, 'zh-CN'), now: () => new Date(Date.now() + 3 * 86_400_000) };
    await watchNightly(chinese);
    await begin('i');
    await closeRun(chinese, {
      ...{ runId: 'i', kind: 'nightly', status: 'succeeded', summary: {}, problems: [] },
    });
    await deliverMessages(chinese);
    expect(heard.map(({ text }) => text.split('\n').map((line) => line.slice(0, 24)))).toEqual([
      [
        'Acme：夜间更新延迟',
        expect.stringMatching(/^- 一天之内没有成功的夜间更新：没有启动过/),
        expect.stringMatching(/^编号 /),
      ],
      ['Acme：已恢复：夜间更新延迟', '- 此后已有一次运行成功。', expect.stringMatching(/^编号 /)],
    ]);
  });
});
