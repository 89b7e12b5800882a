import { describe, expect, it } from 'vitest';
import { confidentialTables } from '../access/confidential.ts';
import type { StagedSource } from './staging/source.ts';
import { modelAssets, warehouseAssets } from './warehouse.ts';

const mapping = (sql: string) => ({ sql, origin: 'stg/x/y.sql' });
const erp: StagedSource = {
  name: 'erp',
  kind: 'sql',
  streams: ['sales_order', 'sales_order_line'],
  mappings: {
    order: mapping('SELECT 1 FROM sales_order'),
    order_line: mapping('SELECT 1 FROM sales_order_line AS l JOIN sales_order AS o ON 1'),
  },
};
const crm: StagedSource = {
  name: 'crm',
  kind: 'salesforce',
  streams: ['Order', 'OrderItem'],
  mappings: {
    order: mapping('SELECT 1 FROM `Order`'),
    order_line: mapping('SELECT 1 FROM OrderItem'),
  },
};
const find = (key: string, sources: readonly StagedSource[]) =>
  warehouseAssets({ sources, precedence: ['erp', 'crm'] }).find((asset) => asset.key === key);

it('reads in a mapping exactly the streams its SELECT names', () => {
  expect(find('stg.order_line__erp', [erp])?.inputs).toEqual({
    sales_order_line: { kind: 'stream', source: 'erp', stream: 'sales_order_line' },
    sales_order: { kind: 'stream', source: 'erp', stream: 'sales_order' },
  });
});

it('decides identity only where two sources tell of the same entity', () => {
  expect(find('stg.order_identity', [erp])).toBeUndefined();
  expect(find('stg.order_identity', [crm, erp])?.columns).toHaveProperty('owner_id');
});

it('lets the lines follow the order they belong to', () => {
  expect(find('stg.order_line', [erp, crm])?.inputs).toMatchObject({
    survivor: { kind: 'all', asset: 'stg.order_identity' },
    erp: { kind: 'sameMonth', asset: 'stg.order_line__erp' },
  });
  expect(find('stg.order_line_identity', [erp, crm])).toBeUndefined();
});

it('keeps an entity that nobody feeds, typed and empty', () => {
  const refund = find('stg.refund', [erp]);
  expect(refund?.inputs).toEqual({});
  expect(refund?.compute).toMatchObject({ kind: 'text', sql: expect.stringContaining('WHERE 0') });
});

describe('the control totals of a source', () => {
  const stated = (sql: string, ...sums: readonly string[]) => {
    const refund = mapping(sql);
    const source = {
      ...erp,
      streams: ['refund', 'returned'],
      controls: { refund: sums },
      mappings: { refund },
    };
    const checks = find('stg.refund__erp', [source])?.checks ?? [];
    return checks.filter(({ kind }) => kind === 'reconcile');
  };

  it('are compared with a mapping that takes every row, sums where the name is kept, and only warn', () => {
    expect(stated('SELECT net_amount FROM refund WHERE NOT _deleted', 'net_amount', 'fee')).toEqual([
      {
        kind: 'reconcile',
        source: 'erp',
        stream: 'refund',
        sum: { field: 'net_amount', column: 'net_amount' },
        severity: 'warn',
      },
    ]);
    expect(stated('SELECT 1 FROM refund WHERE NOT _deleted')).toMatchObject([{ sum: undefined }]);
  });

  it('are not, where the mapping leaves rows out, joins, or reads a stream without them', () => {
    expect(stated('SELECT 1 FROM refund WHERE NOT _deleted AND net_amount > 0')).toEqual([]);
    expect(stated('SELECT 1 FROM refund JOIN returned ON 1')).toEqual([]);
    expect(stated('SELECT 1 FROM returned')).toEqual([]);
  });
});

it('refuses a mapping that reads what the source does not offer, naming file, name and streams', () => {
  const wrong = { ...erp, mappings: { order: mapping('SELECT 1 FROM sale_order') } };
  expect(() => warehouseAssets({ sources: [wrong], precedence: [] })).toThrow(
    expect.objectContaining({
      code: 'MAPPING_INVALID',
      subject: 'stg/x/y.sql',
      message: expect.stringContaining('sale_order'),
      advice: expect.stringContaining('sales_order, sales_order_line'),
    }),
  );
});

it('leaves out a preset whose streams the source has not', () => {
  const preset = { ...mapping('SELECT 1 FROM Order_Credit__c'), preset: true };
  const partly = { ...crm, mappings: { ...crm.mappings, order_credit: preset } };
  expect(find('stg.order_credit__crm', [partly])).toBeUndefined();
  expect(find('stg.order__crm', [partly])).toBeDefined();
});

it('declares every input that an asset reads', () => {
  const assets = warehouseAssets({ sources: [erp, crm], precedence: ['erp', 'crm'] });
  const keys = new Set(assets.map((asset) => asset.key));
  const read = assets.flatMap((asset) =>
    Object.values(asset.inputs).flatMap((input) => (input.kind === 'stream' ? [] : [input.asset])),
  );
  expect(read.filter((key) => !keys.has(key))).toEqual([]);
  expect(keys.size).toBe(assets.length);
});

it('keeps every published table with pay or scores of people from analysts', () => {
  const tells = /payable|commission|bonus|override|draw|coefficient|salary|^facts$|^published$/;
  const published = modelAssets.filter(({ key }) => /^(dim|fct|mart)\./.test(key));
  const paying = published.filter(({ columns }) => Object.keys(columns).some((name) => tells.test(name)));
  const listed = Object.keys(confidentialTables);
  expect(paying.map(({ key }) => key).filter((key) => !listed.includes(key))).toEqual([]);
  expect(listed.filter((key) => !published.some((asset) => asset.key === key))).toEqual([]);
});

it('keeps what is computed from pay or scores from analysts as well', () => {
  // Suggestions rest on KPIs alone: no topic goes with the score.
  const checked = new Set(['mart.suggestion']);
  const tell = new Set<string>(['mart.commission_statement', 'mart.scorecard', 'mart.appraisal_facts']);
  let size = 0;
  while (size < tell.size) {
    size = tell.size;
    for (const { key, inputs } of modelAssets)
      for (const input of Object.values(inputs))
        if (input.kind !== 'stream' && tell.has(input.asset) && !checked.has(key)) tell.add(key);
  }
  const listed = Object.keys(confidentialTables);
  expect(tell).toContain('mart.ranking');
  expect([...tell].filter((key) => /^(dim|fct|mart)\./.test(key) && !listed.includes(key))).toEqual([]);
});
