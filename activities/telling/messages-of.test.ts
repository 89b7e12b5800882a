import { describe, expect, it } from 'vitest';
import { builtInFiles } from '../../config/declaration-files.ts';
import { notifySchema } from '../../config/notify.ts';
import type { Account } from '../../ledger/account.ts';
import { readAlertRules } from '../../models/alert/read.ts';
import { readCatalogue } from '../../models/kpi/read.ts';
import { messagesOf } from './messages-of.ts';

const rules = readAlertRules(builtInFiles('alerts'), readCatalogue(builtInFiles('kpis')));

describe('who is told what', () => {
  const account = (email: string, more: Partial<Account>): Account => ({
    ...{ id: email, email, name: email, role: 'rep', employeeId: null, teamId: null, region: null },
    ...{
      language: 'en',
      theme: 'system',
      disabled: false,
      lockedUntil: null,
      createdAt: '',
      lastLoginAt: null,
    },
    ...more,
  });
  const accounts = [
    account('rep1@acme.example', { employeeId: 'E1' }),
    account('rep2@acme.example', { employeeId: 'E2' }),
    account('lead@acme.example', { role: 'manager', teamId: 'T1' }),
    account('left@acme.example', { employeeId: 'E1', disabled: true }),
  ];
  const cause = (subject: string, escalatedAt: string | null = null) => ({
    ...{
      id: 1,
      rule: 'collection_late',
      subject,
      severity: 'warning' as const,
      employeeId: 'E1',
      teamId: 'T1',
    },
    ...{
      region: '华东',
      since: '2026-08-13',
      evidence: { overdue_days: '7', open_base: '50.5' },
      release: 1,
    },
    ...{ firstSeen: '', lastSeen: '', escalatedAt, recoveredAt: null },
  });
  const told = (
    channel: object,
    changes: Partial<Parameters<typeof messagesOf>[1]>,
    language: 'en' | 'zh-CN' = 'en',
  ) =>
    messagesOf(
      {
        ...{ company: { name: 'Acme', language }, rules, accounts, names: new Map([['E1', '唐强']]) },
        channels: notifySchema.parse({ channels: [channel] }).channels,
      },
      { raised: [], escalated: [], recovered: [], moved: [], ...changes },
    );
  const mail = {
    type: 'email',
    name: 'mail',
    smtp: { host: 'h' },
    from: 'y@acme.example',
    roles: ['rep', 'manager'],
  };
  const group = { type: 'wecom', name: 'group', url: 'https://chat.example/x' };

  it('goes to the one concerned first, to the superior once it is escalated, to both when it is over', () => {
    const to = (changes: Parameters<typeof told>[1]) => told(mail, changes).map(({ recipient }) => recipient);
    expect(to({ raised: [cause('I7')] })).toEqual(['rep1@acme.example']);
    expect(to({ escalated: [cause('I7', 'now')] })).toEqual(['lead@acme.example']);
    expect(to({ recovered: [cause('I7', 'then')] })).toEqual(['rep1@acme.example', 'lead@acme.example']);
  });

  it('tells what judges a person by scores only where a channel names it', () => {
    const evidence = { quarters: '2026Q1, 2026Q2', scores: '59.9, 55', limit: '60', service_days: '0' };
    const weak = { raised: [{ ...cause('E1'), rule: 'weak_results', evidence }] };
    expect(told(group, weak)).toEqual([]);
    expect(told(mail, weak)).toEqual([]);
    const named = { ...mail, roles: ['hr'], to: ['hr@acme.example'], about: ['*', 'weak_results'] };
    const [message, ...others] = told(named, weak);
    expect([message?.recipient, others]).toEqual(['hr@acme.example', []]);
    expect(JSON.stringify(message?.content)).toContain('E1 scored 59.9, 55 in 2026Q1, 2026Q2, each below 60');
  });

  it('follows rule, severity, team and moment of a channel', () => {
    const count = (more: object, changes = { raised: [cause('I7')] }) =>
      told({ ...group, ...more }, changes).length;
    expect(count({})).toBe(1);
    expect(count({ about: ['sales_drop'] })).toBe(0);
    expect(count({ severity: 'critical' })).toBe(0);
    expect(count({ teams: ['T2'] })).toBe(0);
    expect(count({ regions: ['华东'] })).toBe(1);
    expect(count({ when: 'escalated' })).toBe(0);
    expect(count({ when: 'escalated' }, { raised: [cause('I7', 'now')] })).toBe(1);
  });

  it('says numbers of people unless names are asked for, in the language of the company', () => {
    const line = (more: object, language: 'en' | 'zh-CN') =>
      told({ ...group, ...more }, { raised: [cause('I7')] }, language)[0]?.content;
    expect(line({}, 'en')).toMatchObject({
      title: 'Acme: 1 to look at',
      lines: ['Collection late: Invoice I7 is 7 days past due, 50.5 open; owner E1'],
    });
    expect(line({ names: true }, 'zh-CN')?.lines).toEqual([
      '回款逾期：发票 I7 已逾期 7 天，未收 50.5，负责人 唐强',
    ]);
  });

  it('says that a customer was never followed up rather than leave a hole', () => {
    const never = {
      ...cause('C9'),
      ...{ rule: 'follow_up_overdue', evidence: { survivor_id: 'C9', follow_up_days: '' } },
    };
    const line = (language: 'en' | 'zh-CN') =>
      told(group, { raised: [never] }, language)[0]?.content.lines[0];
    expect(line('en')).toBe('Follow-up overdue: Customer C9 has never had a follow-up that counts; owner E1');
    expect(line('zh-CN')).toBe('跟进逾期：客户 C9 从未有过有效跟进，负责人 E1');
  });

  it('tells what changed together in one message of twenty lines, and programs all of it', () => {
    const many = Array.from({ length: 45 }, (_, n) => cause(`I${n}`));
    const sizes = (type: string) =>
      told({ ...group, type }, { raised: many }).map(({ content: { title, lines, more, items } }) => ({
        ...{ title, lines: lines.length, more, items: items.length },
      }));
    const size = { title: 'Acme: 45 to look at', lines: 20, more: 25 };
    expect(sizes('wecom')).toEqual([{ ...size, items: 20 }]);
    expect(sizes('json')).toEqual([{ ...size, items: 45 }]);
  });

  it('tells whose it is now as if it were new, and nobody twice', () => {
    const moved = [{ before: cause('I7'), now: { ...cause('I7'), employeeId: 'E2', teamId: 'T2' } }];
    expect(told(mail, { moved }).map(({ recipient, content }) => [recipient, content.title])).toEqual([
      ['rep2@acme.example', 'Acme: 1 to look at'],
    ]);
    expect(told(group, { moved })).toEqual([]);
    expect(told({ ...group, teams: ['T2'] }, { moved })).toHaveLength(1);
  });

  it('tells nobody that a reminder is done with', () => {
    const recovered = [{ ...cause('I7'), severity: 'reminder' as const }];
    expect(told(group, { recovered })).toEqual([]);
  });
});
