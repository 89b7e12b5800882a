import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../config/project-root.ts';
import { company } from './company.fixture.ts';
import { checkedPlanFile } from './read.ts';
import { planStreams } from './rows.ts';

const good = readFileSync(join(projectRoot(), 'examples', 'plans', 'falling.yaml'), 'utf8');
const file = (text = good, name = 'falling.yaml') =>
  checkedPlanFile({ file: `plans/${name}`, text }, company);
const streams = (today = '2026-02-01', ...files: readonly ReturnType<typeof file>[]) =>
  planStreams(files.length === 0 ? [file()] : files, company, today);
const minimal = (code: string, more: string) =>
  file(
    `code: ${code}\nfrom: 2026-01-01\n${more}\ncommission: { tiers: [{ from: 0, rate: 0.05 }] }\n`,
    `${code}.yaml`,
  );

const step = (kind: string, ...pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([threshold, value], index) => ({ kind, step_no: index + 1, threshold, value }));
const weight = (
  role: string,
  version: number,
  from: string,
  until: string,
  of: Readonly<Record<string, string>>,
) =>
  Object.entries(of).map(([kpi, value]) => ({
    ...{ role, version, kpi, valid_from: from, valid_to: until, weight: value },
  }));
const linear = (kpi: string, floor: string, cap: string) => ({
  ...{ kpi, type: 'linear', point_no: 0, floor, cap, value: '', score: '' },
});
const points = (kpi: string, type: string, ...pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([value, score], index) => ({
    kpi,
    type,
    point_no: index + 1,
    floor: '',
    cap: '',
    value,
    score,
  }));

describe('rows of plan files', () => {
  it('hold what the file says, with its parts as they stand there', () => {
    const [{ sha256, ...row } = {}] = streams().plan ?? [];
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(row).toEqual({
      ...{ code: 'FALLING', version: 3, file: 'falling.yaml', roles: ['AE', 'SR', 'MGR'], unit: null },
      ...{ valid_from: '2026-01-01', valid_to: '2026-04-01', payout: 'quarter', csat_min_answers: 3 },
      ...{ base: 'net_sales', tier_mode: 'marginal', min_attainment: '0.9', cap: null },
      release: 'per_deal_paid_fraction',
      ...{ bonus_min_attainment: '1', bonus_rate: '0.01', bonus_allocation: 'score_x_days' },
      ...{ manager_id: null, override_rate: null },
      steps: [
        ...step('tier', ['0', '0.05'], ['0.5', '0.04'], ['1', '0.02']),
        ...step('coefficient', ['100', '1.20'], ['85', '1.00'], ['0', '0.50']),
      ],
      draws: [{ employee_id: 'C3', monthly: '3000', months: 1, recoverable: false }],
      weights: [
        ...weight('AE', 1, '2026-01-01', '2026-01-16', { sales: '0.5', csat: '0.5' }),
        ...weight('AE', 2, '2026-01-16', '2026-04-01', { sales: '0.6', followup: '0.2', collection: '0.2' }),
        ...weight('SR', 1, '2026-01-01', '2026-04-01', { sales: '0.7', new_customers: '0.3' }),
        ...weight('MGR', 1, '2026-01-01', '2026-04-01', { sales: '1' }),
      ],
      perspectives: [],
      curves: [
        linear('sales', '0.3', '150'),
        ...points('followup', 'step', ['0.5', '50'], ['1', '100']),
        ...points('csat', 'points', ['1', '0'], ['3', '60'], ['5', '100']),
        ...[linear('collection', '0', '100'), linear('new_customers', '0', '120')],
      ],
    });
  });

  it('hold nothing for what is left out, and levels as steps', () => {
    const levels = good.replace(
      '  team_bonus:',
      '  overrides: [{ level: 2, rate: 0.005 }, { level: 1, rate: 0.01 }]\n  team_bonus:',
    );
    const [row] = streams('2026-02-01', file(levels)).plan ?? [];
    expect(row).toMatchObject({ manager_id: null, override_rate: null });
    expect(row?.steps).toEqual(expect.arrayContaining(step('override', ['2', '0.005'], ['1', '0.01'])));
    const named = good
      .replace('  team_bonus:', '  cap: 9000\n  overrides: [{ employee: M9, rate: 0.1 }]\n  team_bonus:')
      .replace('payout: quarter', 'unit: EAST');
    expect(streams('2026-02-01', file(named)).plan?.[0]).toMatchObject({
      ...{ manager_id: 'M9', override_rate: '0.1', cap: '9000', unit: 'EAST', payout: null },
      steps: [...Array(3).fill({ kind: 'tier' }), ...Array(3).fill({ kind: 'coefficient' })],
    });
    const [bare] = streams('2026-02-01', minimal('BARE', 'curves: { sales: { type: linear } }')).plan ?? [];
    expect(bare).toMatchObject({
      ...{
        roles: [],
        unit: null,
        valid_to: null,
        payout: null,
        csat_min_answers: null,
        min_attainment: null,
      },
      ...{ release: null, bonus_min_attainment: null, bonus_rate: null, bonus_allocation: null },
      ...{ steps: step('tier', ['0', '0.05']), draws: [], weights: [], curves: [linear('sales', '', '')] },
    });
  });

  it('tell the periods that have begun, each once, whatever plan pays it', () => {
    const period = (period_id: string, period_start: string, period_end: string) => ({
      ...{ period_id, period_start, period_end },
    });
    const monthly = minimal('MONTHLY', 'payout: month');
    const again = minimal('AGAIN', 'payout: month');
    const free = minimal('FREE', 'until: 2026-04-01');
    expect(streams('2026-02-10', file(), monthly, again, free).period).toEqual([
      period('2026-01', '2026-01-01', '2026-02-01'),
      period('2026-02', '2026-02-01', '2026-03-01'),
      period('2026Q1', '2026-01-01', '2026-04-01'),
    ]);
    expect(streams('2025-12-31', file(), monthly).period).toEqual([]);
    // The plan ends with March.
    expect(streams('2026-08-01').period).toHaveLength(1);
  });
});
