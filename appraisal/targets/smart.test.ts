import { describe, expect, it } from 'vitest';
import { company } from '../plan-file/company.fixture.ts';
import { smartRefusals, type TargetDraft } from './smart.ts';

const draft: TargetDraft = {
  ...{ owner: 'E7', kpi: 'sales', unit: 'CNY', value: '100000', from: '2026-07-01', until: '2026-10-01' },
};
const told = (change: TargetDraft) =>
  smartRefusals('t', { ...draft, ...change }, company).map(
    ({ key, rule, happened }) => `${key} ${rule} ${happened}`,
  );

describe('a target of a KPI of the catalogue', () => {
  const declared = (kpi: string) => {
    const forms = {
      collected: ['sum', 'money'],
      visits: ['sum', 'count'],
      within_sla: ['ratio', 'percent'],
    } as const;
    const found = Object.entries(forms).find(([name]) => name === kpi)?.[1];
    if (found === undefined) return undefined;
    const [form, unit] = found;
    return { perspective: 'process', weighing: { version: 1, form, unit, direction: 'higher' } } as const;
  };
  const toldOf = (kpi: string, unit: string) =>
    smartRefusals('t', { ...draft, kpi, unit }, { ...company, declared }).map(({ happened }) => happened);

  it('is taken for a sum in its own unit, and for nothing else', () => {
    expect([toldOf('collected', 'CNY'), toldOf('visits', 'count')]).toEqual([[], []]);
    expect(toldOf('collected', 'count')).toEqual(['The unit of collected is CNY, not count.']);
    expect(toldOf('within_sla', 'percent')).toEqual(['within_sla takes no target.']);
  });
});

describe('a target that is none says in full', () => {
  it('everything it lacks, and nothing else then', () => {
    const nothing = {
      ...{
        owner: undefined,
        kpi: '',
        unit: ' ',
        value: undefined,
        from: undefined,
        until: undefined,
        ramp: 'x',
      },
    };
    expect(told(nothing)).toEqual([
      't.owner smart Nobody owns it: name the person, team or company that is to reach it.',
      't.kpi smart It names no KPI that is measured.',
      't.unit smart It has no unit: the company’s currency for money, else what is counted.',
      't.value smart It has no value.',
      't.from smart It has no period: its first day is missing.',
      't.until smart It has no period: the first day no more is missing.',
    ]);
  });

  it.each<[TargetDraft, string[]]>([
    [{ kpi: 'charm', unit: 'count' }, ['t.kpi kpi_known No KPI called charm is measured.']],
    [{ unit: 'USD' }, ['t.unit unit The unit of sales is CNY, not USD.']],
    [{ kpi: 'followup', unit: 'CNY' }, ['t.unit unit The unit of followup is count, not CNY.']],
    [{ kpi: 'csat', unit: 'count' }, ['t.unit unit The unit of csat is ratio, not count.']],
    [{ kpi: 'collection', unit: 'CNY' }, ['t.unit unit The unit of collection is ratio, not CNY.']],
    [{ kpi: 'csat', unit: 'ratio', value: '4.5' }, []],
    [{ kpi: 'collection', unit: 'ratio', value: '0.9' }, []],
    [{ kpi: 'new_customers', unit: 'count', value: '9' }, []],
    [{ value: '0.00' }, ['t.value smart A target of 0 is none.']],
    [{ value: 'much' }, ['t.value decimal "much" is not a decimal number such as 1234.56.']],
    [{ ramp: '-0.5' }, ['t.ramp not_negative The number is negative.']],
    [{ ramp: '0.5' }, []],
    [
      { until: '2026-07-01' },
      ['t day It ends before 2026-07-01, which is not after its first day 2026-07-01.'],
    ],
  ])('%j', (change, lines) => {
    expect(told(change)).toEqual(lines);
  });
});
