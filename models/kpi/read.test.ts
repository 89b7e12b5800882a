import { describe, expect, it } from 'vitest';
import { builtInFiles } from '../../config/declaration-files.ts';
import { byEmployee, figuresSql } from './compile/figure.ts';
import { dimensionsOf, isAdditive } from './kpi.ts';
import { readCatalogue, readKpi } from './read.ts';

const declared = (changes: Readonly<Record<string, unknown>> = {}) => {
  const plain = {
    key: 'large_orders',
    name: { zh: '大单数', en: 'Large orders' },
    formula: { zh: '单行 1 万以上的订单', en: 'Orders with a line of 10,000 and more' },
    ...{ unit: 'count', direction: 'higher', perspective: 'finance', owner: 'sales', version: 1 },
    measures: { large: { fact: 'order_event', distinct: 'order_no', where: 'net_base >= 10000' } },
    numerator: 'large',
  };
  return { file: 'kpis/large.yaml', text: JSON.stringify({ ...plain, ...changes }) };
};
const over = (measure: Readonly<Record<string, unknown>>) =>
  declared({ measures: { large: { fact: 'order_event', ...measure } } });

describe('the catalogue of the product', () => {
  const catalogue = readCatalogue(builtInFiles('kpis'));

  it('declares every KPI once, in the order of the requirements', () => {
    const keys = catalogue.map(({ declaration }) => declaration.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.slice(0, 3)).toEqual(['net_sales', 'orders', 'attainment']);
  });

  it('says of every ratio when it is not applicable, in both languages', () => {
    const silent = catalogue.filter(
      ({ declaration }) => declaration.denominator !== undefined && !declaration.na,
    );
    expect(silent.map(({ declaration }) => declaration.key)).toEqual([]);
  });

  it('knows what adds up and what has to be computed from rows again', () => {
    const adding = catalogue.filter(isAdditive).map(({ declaration }) => declaration.key);
    expect(adding).toEqual(expect.arrayContaining(['net_sales', 'attainment', 'conversion']));
    expect(adding).not.toContain('entry_lag');
    expect(adding).not.toContain('collection');
    expect(adding).not.toContain('growth_mom');
    expect(adding).not.toContain('customer_concentration');
    expect(adding).not.toContain('active_customers');
  });
});

it('refuses a leaderboard of something where nobody can be first, or that knows no people', () => {
  const ranking = { ranking: { minimum_days: 0 } };
  expect(() => readKpi(declared({ ...ranking, direction: 'neutral' }))).toThrow(
    /ranking: neither more nor less/,
  );
  const mentions = { measures: { large: { fact: 'social_mention', count: 'rows' } } };
  expect(() => readKpi(declared({ ...ranking, ...mentions }))).toThrow(/ranking: its facts know no people/);
});

it('shows a KPI by the dimensions that all of its facts have', () => {
  const kpi = readKpi(declared());
  expect(dimensionsOf(kpi)).toEqual([
    'company',
    'employee',
    'team',
    'region',
    'channel',
    'product',
    'campaign',
  ]);
  const both = {
    large: { fact: 'order_event', sum: 'net_base' },
    workdays: { fact: 'employee_workday', count: 'rows' },
  };
  expect(dimensionsOf(readKpi(declared({ measures: both, denominator: 'workdays' })))).toEqual([
    ...['company', 'employee', 'team', 'region'],
  ]);
});

describe('a declaration that is wrong is refused with file, key and rule', () => {
  it.each([
    ['an unknown key', declared({ colour: 'red' }), 'the document: colour is not a known key.'],
    ['a missing name', declared({ name: { zh: '大单' } }), 'name.en: expected a text.'],
    ['a key with other letters', declared({ key: 'Large Orders' }), 'key: expected lower-case letters'],
    ['an unknown unit', declared({ unit: 'bananas' }), 'unit: expected one of money, count'],
    [
      'an unknown fact',
      declared({ measures: { large: { fact: 'nothing', count: 'rows' } } }),
      'measures.large.fact: there is no fact nothing; expected one of: order_event',
    ],
    [
      'two aggregates',
      over({ count: 'rows', sum: 'net_base' }),
      'measures.large: expected exactly one of sum, count',
    ],
    [
      'an unknown column',
      over({ sum: 'net_price' }),
      'measures.large.sum: the expression names net_price, which is not one of: order_no',
    ],
    [
      'a sum of texts',
      over({ sum: 'order_no' }),
      'measures.large.sum: the expression is a text, expected a number.',
    ],
    [
      'a comparison of a number with a text',
      over({ count: 'rows', where: "net_base > 'much'" }),
      'measures.large.where: the expression has a number and a text at >',
    ],
    [
      'a condition that is none',
      over({ count: 'rows', where: 'net_base' }),
      'measures.large.where: the expression is a number, expected a truth.',
    ],
    [
      'an unknown function',
      over({ sum: 'sleep(3)' }),
      'measures.large.sum: the expression calls sleep, which is not one of: days',
    ],
    [
      'a function of objects',
      over({ sum: 'constructor(3)' }),
      'measures.large.sum: the expression calls constructor',
    ],
    ['a subquery', over({ sum: '(SELECT 1)' }), 'measures.large.sum: the expression has "1" where )'],
    [
      'a second statement',
      over({ sum: 'net_base; DROP TABLE x' }),
      'measures.large.sum: the expression cannot be read from "; DROP TABLE x" on.',
    ],
    ['a comment', over({ sum: 'net_base /* */' }), 'measures.large.sum: the expression has "*" where'],
    [
      'a backslash',
      over({ count: 'rows', where: "channel = 'a\\'" }),
      'measures.large.where: the expression cannot be read from',
    ],
    ['a quoted name', over({ sum: '`net_base`' }), 'measures.large.sum: the expression cannot be read from'],
    ['a parameter', over({ sum: '{x:UInt8}' }), 'measures.large.sum: the expression cannot be read from'],
    [
      'an unfinished expression',
      over({ sum: 'net_base +' }),
      'measures.large.sum: the expression has its end where',
    ],
    [
      'a numerator that divides',
      declared({ numerator: 'large / 2' }),
      'numerator: it divides; say what is divided by as the denominator.',
    ],
    [
      'a numerator of unknown measures',
      declared({ numerator: 'small' }),
      'numerator: the expression names small, which is not one of: large',
    ],
    [
      'an idle measure',
      declared({
        measures: { large: { fact: 'activity', count: 'rows' }, idle: { fact: 'activity', count: 'rows' } },
      }),
      'measures.idle: neither numerator nor denominator uses it.',
    ],
    [
      'credit where there is none',
      declared({ measures: { large: { fact: 'activity', count: 'rows', credit: 'each' } } }),
      'measures.large.credit: activity is not credited by order; leave credit out.',
    ],
    [
      'days of a state by month',
      declared({ measures: { large: { fact: 'customer_month', count: 'rows' } } }),
      'grains: day is not possible: customer_month tells of whole months in measures.large.',
    ],
    ['no YAML', { file: 'kpis/large.yaml', text: 'key: [' }, 'the document: it is not valid YAML'],
  ])('%s', (_, file, rule) => {
    expect(() => readKpi(file)).toThrow(
      expect.objectContaining({
        code: 'KPI_INVALID',
        subject: 'kpis/large.yaml',
        message: expect.stringContaining(rule),
      }),
    );
  });

  it('a key that is taken', () => {
    expect(() => readCatalogue([declared(), { ...declared(), file: 'kpis/again.yaml' }])).toThrow(
      expect.objectContaining({
        subject: 'kpis/again.yaml',
        message: 'key: large_orders is already declared in kpis/large.yaml.',
      }),
    );
  });

  it('brackets without end', () => {
    expect(() => readKpi(over({ sum: `${'('.repeat(200)}net_base${')'.repeat(200)}` }))).toThrow(
      expect.objectContaining({ message: expect.stringContaining('more than 40 brackets') }),
    );
  });
});

it('writes texts as literals, whatever stands in them', () => {
  const kpi = readKpi(over({ count: 'rows', where: "channel in ('a''b', ') OR 1=1 --')" }));
  const sql = figuresSql([kpi], 'month', byEmployee);
  expect(sql).toContain("(fact.`channel` IN ('a\\'b', ') OR 1=1 --'))");
});
