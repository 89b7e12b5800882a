import { createHmac } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { notifySchema } from '../../config/notify.ts';
import { type Finding, openCauses, recordFindings } from '../../ledger/alert-cause.ts';
import { deadLetters, messagesIn, reviveMessages, writeMessages } from '../../ledger/message.ts';
import { openLedger } from '../../ledger/open.ts';
import { type TestLedger, testLedger } from '../../ledger/test-ledger.ts';
import { atomically } from '../../ledger/transaction.ts';
import { deliverMessages } from './deliver-messages.ts';

interface Heard {
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
}

let ledger: TestLedger;
let server: FastifyInstance;
let base: string;
let heard: Heard[] = [];
let answer: (heard: Heard) => Promise<{ status: number; body: unknown }>;

const ok = async () => ({ status: 200, body: { errcode: 0, code: 0 } });
const now = new Date('2026-08-20T02:00:00Z');
const at = (...channels: object[]) => ({
  ...{ db: ledger.db, now: () => now },
  project: { config: { company: { language: 'en' as const }, notify: notifySchema.parse({ channels }) } },
});
const chat = (type: string, more: object = {}) => ({ type, name: type, url: `${base}/${type}`, ...more });
const content = {
  title: 'Acme: 1 to look at',
  lines: ['Invoice I7 is 7 days past due'],
  items: [{ rule: 'collection_late' }],
};
const write = (channel: string, recipient = '') =>
  writeMessages(ledger.db, [{ channel, recipient, content }]);

beforeAll(async () => {
  ledger = await testLedger();
  server = Fastify();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body));
  server.post<{ Body: string; Querystring: Record<string, string>; Params: { '*': string } }>(
    '/*',
    async ({ params, headers, query, body }, reply) => {
      const one = { path: params['*'], headers, query, body };
      heard.push(one);
      const { status, body: said } = await answer(one);
      return reply.status(status).send(said);
    },
  );
  base = await server.listen({ port: 0, host: '127.0.0.1' });
}, 120_000);
afterAll(async () => {
  server.server.closeAllConnections();
  await server.close();
  await ledger.close();
});
beforeEach(async () => {
  heard = [];
  answer = ok;
  await ledger.db.deleteFrom('message').execute();
});

const finding = (subject: string, more: Partial<Finding> = {}): Finding => ({
  ...{
    rule: 'collection_late',
    subject,
    severity: 'warning',
    employeeId: 'E1',
    teamId: 'T1',
    region: '华东',
  },
  ...{ since: '2026-08-13', evidence: { overdue_days: '7', open_base: '50.5' }, escalated: false, ...more },
});
const look = (release: number, ...findings: Finding[]) =>
  atomically(ledger.db, (trx) => recordFindings(trx, release, findings));
const subjects = (causes: readonly { readonly subject: string }[]) =>
  causes.map(({ subject }) => subject).sort();

describe('a cause', () => {
  it('is raised once, escalated once, and recovered once; an older release changes nothing', async () => {
    const first = await look(10, finding('I1'), finding('I7'));
    expect(subjects(first.raised)).toEqual(['I1', 'I7']);
    const second = await look(11, finding('I1'), finding('I7', { escalated: true, severity: 'critical' }));
    expect([second.raised, subjects(second.escalated), second.recovered]).toEqual([[], ['I7'], []]);
    expect((await look(12, finding('I1'), finding('I7', { escalated: true }))).escalated).toEqual([]);
    expect(await look(11)).toEqual({ raised: [], escalated: [], recovered: [], moved: [] });
    const last = await look(13, finding('I7', { escalated: true }));
    expect([last.raised, subjects(last.recovered)]).toEqual([[], ['I1']]);
    expect(subjects((await look(14, finding('I1'), finding('I7'))).raised)).toEqual(['I1']);
  });

  it('follows whose it is', async () => {
    await look(20, finding('M1'));
    const handedOver = finding('M1', { employeeId: 'E2', teamId: 'T2', region: '华南', since: '2026-08-01' });
    const { raised, moved } = await look(21, handedOver);
    expect(raised).toEqual([]);
    expect(moved).toMatchObject([
      {
        before: { employeeId: 'E1', region: '华东' },
        now: { employeeId: 'E2', teamId: 'T2', region: '华南' },
      },
    ]);
    expect(await openCauses(ledger.db, 'collection_late')).toMatchObject([
      { subject: 'M1', employeeId: 'E2', teamId: 'T2', region: '华南', since: '2026-08-01' },
    ]);
    expect(await openCauses(ledger.db, 'sales_drop')).toEqual([]);
    expect((await look(22, handedOver)).moved).toEqual([]);
  });
});

describe('a message', { timeout: 60_000 }, () => {
  it('is signed as DingTalk and Feishu ask, in the form each chat knows', async () => {
    const secret = 'SEC1';
    const types = ['wecom', 'dingtalk', 'feishu', 'slack', 'json'];
    for (const type of types) await write(type);
    expect(await deliverMessages(at(...types.map((type) => chat(type, { secret }))))).toEqual({
      ...{ sent: 5, waiting: 0, dead: 0 },
    });
    const [wecom, dingtalk, feishu, slack, json] = types.map((type) =>
      heard.find(({ path }) => path === type),
    );
    const body = (one: Heard | undefined) => JSON.parse(one?.body ?? '{}');
    expect(body(wecom).markdown.content).toMatch(
      /^Acme: 1 to look at\n> Invoice I7 is 7 days past due\nNo\. [0-9a-f-]{36}$/,
    );
    const { timestamp = '', sign } = dingtalk?.query ?? {};
    expect(timestamp).toBe(String(now.getTime()));
    expect(sign).toBe(createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'));
    const seconds = String(now.getTime() / 1000);
    expect(body(feishu)).toMatchObject({
      ...{ timestamp: seconds, msg_type: 'text' },
      sign: createHmac('sha256', `${seconds}\n${secret}`).digest('base64'),
    });
    expect(body(slack).text).toContain('• Invoice I7');
    const signed = createHmac('sha256', secret).update(`${seconds}.${json?.body}`).digest('hex');
    expect(json?.headers).toMatchObject({
      'x-yardstick-signature': `sha256=${signed}`,
      'x-yardstick-timestamp': seconds,
    });
    expect(json?.headers['idempotency-key']).toBe(body(json).id);
    expect(await messagesIn(ledger.db, 'sent')).toHaveLength(5);
  });

  it('is tried again after a 500 or a refusing code, with its id, and given up after the eighth attempt, a 404, or where its channel is gone', async () => {
    await write('json');
    answer = async () => ({ status: 500, body: 'busy' });
    expect(await deliverMessages(at(chat('json')))).toEqual({ sent: 0, waiting: 1, dead: 0 });
    expect(await messagesIn(ledger.db, 'waiting')).toMatchObject([
      { attempts: 1, error: 'it answered 500: busy' },
    ]);
    // Half a minute has not passed.
    expect(await deliverMessages(at(chat('json')))).toEqual({ sent: 0, waiting: 0, dead: 0 });
    await ledger.db.updateTable('message').set({ dueAt: '2020-01-01T00:00:00Z', attempts: 7 }).execute();
    expect(await deliverMessages(at(chat('json')))).toEqual({ sent: 0, waiting: 0, dead: 1 });
    expect(await deadLetters(ledger.db)).toEqual([
      { channel: 'json', messages: 1, error: 'it answered 500: busy' },
    ]);
    expect(await reviveMessages(ledger.db, 'json')).toBe(1);
    answer = ok;
    expect(await deliverMessages(at(chat('json')))).toEqual({ sent: 1, waiting: 0, dead: 0 });
    expect(new Set(heard.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);

    await write('wecom');
    answer = async () => ({ status: 200, body: { errcode: 93000, errmsg: 'invalid webhook url' } });
    expect(await deliverMessages(at(chat('wecom')))).toEqual({ sent: 0, waiting: 1, dead: 0 });
    await write('slack');
    answer = async () => ({ status: 404, body: 'no_service' });
    expect(await deliverMessages(at(chat('slack')))).toEqual({ sent: 0, waiting: 0, dead: 1 });
    await write('gone');
    expect(await deliverMessages(at())).toEqual({ sent: 0, waiting: 0, dead: 1 });
  });

  it('is taken by a code that is the number 0, however long the answer', async () => {
    await write('wecom');
    answer = async () => ({ status: 200, body: { errmsg: 'x'.repeat(400), errcode: 0 } });
    expect(await deliverMessages(at(chat('wecom')))).toEqual({ sent: 1, waiting: 0, dead: 0 });
    await write('wecom');
    answer = async () => ({ status: 200, body: { errcode: null, code: '' } });
    expect(await deliverMessages(at(chat('wecom')))).toEqual({ sent: 0, waiting: 1, dead: 0 });
  });

  it('leaves nothing of its address behind, nor what the ledger cannot hold', async () => {
    await write('json');
    const url = `${base}/json/hook-0123456789?access=hunter2hunter2`;
    answer = async () => ({
      status: 500,
      body: `a\u0000b no /json/hook-0123456789 with hunter2hunter2 as SEC1 at ${url}`,
    });
    expect(await deliverMessages(at(chat('json', { url, secret: 'SEC1' })))).toMatchObject({ waiting: 1 });
    const [kept] = await messagesIn(ledger.db, 'waiting', { channel: 'json' });
    expect(kept?.error).toBe('it answered 500: a b no (address) with (address) as (address) at (address)');
    expect(await messagesIn(ledger.db, 'waiting', { channel: 'slack' })).toEqual([]);
  });

  it('is not tried while its channel fails others of the batch, which other channels do not notice', async () => {
    for (const channel of ['json', 'json', 'slack']) await write(channel);
    answer = async ({ path }) => (path === 'json' ? { status: 500, body: 'busy' } : ok());
    const channels = at(chat('json'), chat('slack'));
    expect(await deliverMessages(channels)).toEqual({ sent: 1, waiting: 1, dead: 0 });
    expect(heard.map(({ path }) => path)).toEqual(['json', 'slack']);
    const tries = (await messagesIn(ledger.db, 'waiting')).map(({ attempts }) => attempts);
    expect(tries.sort()).toEqual([0, 1]);
  });

  it('waits ten seconds for a slow receiver and goes on with the others', async () => {
    await write('json');
    await write('slack');
    answer = async ({ path }) => (path === 'json' ? new Promise(() => {}) : ok());
    expect(await deliverMessages(at(chat('json'), chat('slack')))).toEqual({ sent: 1, waiting: 1, dead: 0 });
  });

  it('is sent once more under the same id when the sender dies before it could note that it was taken', async () => {
    await write('json');
    const mortal = openLedger(ledger.url);
    answer = async () => {
      await mortal.close();
      return ok();
    };
    await expect(
      deliverMessages({ ...at(chat('json')), db: mortal.db }, { patienceSeconds: 0 }),
    ).rejects.toThrow();
    answer = ok;
    expect(await deliverMessages(at(chat('json')))).toEqual({ sent: 1, waiting: 0, dead: 0 });
    const ids = heard.map(({ headers }) => headers['idempotency-key']);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(await deliverMessages(at(chat('json')))).toEqual({ sent: 0, waiting: 0, dead: 0 });
  });

  it('is an e-mail with its id as Message-ID; what the server refuses for good is given up', async () => {
    const mails: string[] = [];
    const passwords: unknown[] = [];
    const smtp = new SMTPServer({
      ...{ authOptional: true, allowInsecureAuth: true, disabledCommands: ['STARTTLS'] },
      onAuth: ({ username, password }, _, done) => {
        passwords.push(password);
        done(null, { user: username ?? '' });
      },
      onRcptTo: ({ address }, _, done) => {
        const code = address.startsWith('nobody') ? 550 : address.startsWith('later') ? 451 : undefined;
        done(code === undefined ? null : Object.assign(new Error('refused'), { responseCode: code }));
      },
      onData: (stream, _, done) => {
        let mail = '';
        stream.on('data', (chunk: Buffer) => {
          mail += chunk.toString();
        });
        stream.on('end', () => {
          mails.push(mail);
          done();
        });
      },
    });
    try {
      const port = await new Promise<number>((resolve) => {
        const listening = smtp.listen(0, '127.0.0.1', () => {
          const address = listening.address();
          resolve(typeof address === 'object' && address !== null ? address.port : 0);
        });
      });
      const mail = {
        ...{ type: 'email', name: 'mail', from: 'yardstick@acme.example', to: ['sales@acme.example'] },
        smtp: { host: '127.0.0.1', port },
      };
      for (const recipient of ['sales@acme.example', 'nobody@acme.example', 'later@acme.example'])
        await write('mail', recipient);
      expect(await deliverMessages(at(mail))).toEqual({ sent: 1, waiting: 1, dead: 1 });
      const [sent] = await messagesIn(ledger.db, 'sent');
      expect(mails).toHaveLength(1);
      expect(mails[0]).toContain(`Message-ID: <${sent?.id}@acme.example>`);
      expect(mails[0]).toContain('Subject: Acme: 1 to look at');
      // This server offers no TLS.
      await write('mail', 'sales@acme.example');
      const withPassword = { ...mail, smtp: { ...mail.smtp, username: 'yardstick', password: 'hunter2' } };
      expect(await deliverMessages(at(withPassword))).toMatchObject({ sent: 0 });
      expect([mails.length, passwords]).toEqual([1, []]);
    } finally {
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    }
  });
});
