import { expect, it } from 'vitest';
import type { Correction } from '../../ledger/correction.ts';
import { correctionOverdue } from '../../models/alert/correction-overdue.ts';
import { lineOf } from '../telling/wording.ts';
import { findingOf } from './overdue.ts';

const item = (more: Partial<Correction> = {}): Correction => ({
  ...{ id: 7, kind: 'row', source: 'erp', entity: 'order', subject: 'O1', rule: 'customer_id is missing' },
  ...{ evidence: {}, owner: 'E1', ownerKind: 'owner', teamId: 'T1', region: '', state: 'open', times: 1 },
  ...{ openedOn: '2026-08-03', dueOn: '2026-08-06', openedAt: '', correctedAt: null },
  ...{ waivedBy: null, waivedReason: null, ...more },
});
const said = (of: Correction) => {
  const finding = findingOf(of, '2026-08-07');
  const line = (language: 'en' | 'zh-CN') =>
    lineOf(correctionOverdue, finding, { event: 'raised', language, employee: finding.employeeId });
  return [line('en'), line('zh-CN')];
};

it('names the record and its owner', () => {
  expect(said(item())).toEqual([
    'Correction overdue: Item 7: order O1 of erp: customer_id is missing; due 2026-08-06; owner E1',
    '更正逾期：事项 7：erp 的 order 记录 O1 缺少 customer_id，应于 2026-08-06 前更正，负责人 E1',
  ]);
});

it('names the steward, also of many rows that are one item and no record', () => {
  const steward = { owner: 'data@example.com', ownerKind: 'steward' } as const;
  expect(said(item(steward))[0]).toMatch(/: order O1 of erp: .*; steward data@example.com$/);
  expect(said(item({ ...steward, kind: 'rows', subject: '', evidence: { rows: '201' } }))).toEqual([
    'Correction overdue: Item 7: order of erp: 201 rows: customer_id is missing; due 2026-08-06; steward data@example.com',
    '更正逾期：事项 7：erp 的 order 记录 201 行：缺少 customer_id，应于 2026-08-06 前更正，数据管理员 data@example.com',
  ]);
});
