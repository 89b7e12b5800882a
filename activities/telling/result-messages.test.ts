import { expect, it } from 'vitest';
import type { Role } from '../../access/role.ts';
import { notifySchema } from '../../config/notify.ts';
import type { Account } from '../../ledger/account.ts';
import { resultMessages } from './result-messages.ts';

const account = (name: string, role: Role, employeeId: string | null, more: Partial<Account> = {}) => ({
  ...{ id: name, email: `${name}@acme.example`, name, role, employeeId, teamId: null, region: null },
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
const accounts: readonly Account[] = [
  account('rep', 'rep', 'E1'),
  account('chinese', 'manager', 'E2', { language: 'zh-CN' }),
  account('analyst', 'analyst', 'E3'),
  account('admin', 'admin', 'E4'),
  account('left', 'rep', 'E5', { disabled: true }),
  account('unpaid', 'rep', 'E9'),
  account('nobody', 'finance', null),
];
const holders = ['E1', 'E2', 'E3', 'E4', 'E5'];
const mail = {
  ...{ type: 'email', name: 'mail', smtp: { host: 'mail.example' }, from: 'y@acme.example' },
  roles: ['rep', 'manager', 'finance', 'analyst', 'admin'],
};
const told = (channel: object) => {
  const { channels } = notifySchema.parse({ channels: [channel] });
  const company = { name: 'Acme', language: 'en' } as const;
  return resultMessages({ company, channels, accounts }, { period: '2026Q3', number: 2 }, holders);
};

it('tells whoever has a statement and may read it, in their language and with a command that works', () => {
  const messages = told(mail);
  expect(messages.map(({ recipient, content }) => [recipient, content.lines[0]])).toEqual([
    [
      'rep@acme.example',
      'Your result for 2026Q3, version 2, is published. Read it with `yardstick appraisal statement --period 2026Q3 --by … --password-file …`.',
    ],
    [
      'chinese@acme.example',
      '您在 2026Q3 的考核结果（第 2 版）已发布。请用 `yardstick appraisal statement --period 2026Q3 --by … --password-file …` 阅读。',
    ],
  ]);
});

it('writes once to a fixed address that is somebody’s own, however it is spelt', () => {
  const messages = told({ ...mail, to: ['Rep@Acme.example', 'board@acme.example'] });
  expect(messages.map(({ recipient }) => recipient)).toEqual([
    ...['Rep@Acme.example', 'board@acme.example', 'chinese@acme.example'],
  ]);
});

it.each([{ teams: ['T1'] }, { regions: ['华东'] }, { severity: 'warning' }, { when: 'escalated' }])(
  'leaves out a channel of everything that is limited by %o',
  (limit) => {
    expect(told({ ...mail, ...limit })).toEqual([]);
  },
);
