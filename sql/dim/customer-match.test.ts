import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerGroups } from '../../analytics/identity/customer-groups.ts';
import { dimCustomerGroup } from '../../models/dim/customer-group.ts';
import { dimCustomerMap } from '../../models/dim/customer-map.ts';
import { dimCustomerMatch } from '../../models/dim/customer-match.ts';
import { dimHanCharacter } from '../../models/dim/han-character.ts';
import { assetNamed, type Bench, openBench } from '../bench.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
  await bench.build(dimHanCharacter);
}, 120_000);
afterAll(() => bench.stop());

interface Account {
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
  readonly city?: string;
  readonly credit_code?: string;
}

function idOf(place: number): string {
  return `C${String(place).padStart(2, '0')}`;
}

interface Match {
  readonly left_id: string;
  readonly right_id: string;
  readonly confidence: number;
  readonly evidence: readonly string[];
  readonly is_automatic: boolean;
}

async function matches(accounts: readonly Account[]): Promise<readonly Match[]> {
  const rows = accounts.map((account, place) => ({ ...account, customer_id: idOf(place), source: 'erp' }));
  await bench.give(assetNamed('stg.customer'), rows);
  await bench.build(dimCustomerMatch);
  return bench.read<Match>(
    'SELECT left_id, left_code, right_id, right_code, toFloat64(confidence) AS confidence, evidence, is_automatic FROM bench.dim_customer_match ORDER BY left_id, right_id',
  );
}

const [phone, email] = ['021-6612 3434', 'sales@mingyuan.example'];

const named = (one: string, other: string): readonly [Account, Account] => [{ name: one }, { name: other }];

const one: readonly (readonly [by: string, Account, Account, said: string])[] = [
  ['legal form', ...named('上海明远科技有限公司', '上海明远科技'), '0.85 name'],
  ['a group', ...named('上海明远科技集团股份有限公司', '上海明远科技有限责任公司'), '0.85 name'],
  ['full width and brackets', ...named('上海明远（ＡＢ）科技', '上海明远(ab)科技 有限公司'), '0.85 name'],
  ['traditional script', ...named('長江機械設備有限公司', '长江机械设备'), '0.85 name'],
  ['an English legal form', ...named('Mingyuan Tools Co., Ltd.', 'MINGYUAN TOOLS Limited'), '0.85 name'],
  ['accents', ...named('Müller Werkzeuge GmbH', 'Muller Werkzeuge'), '0.85 name'],
  ['order of words', ...named('Tools Mingyuan Inc', 'Mingyuan Tools'), '0.8 words'],
  ['order of characters', ...named('明远科技（上海）有限公司', '上海明远科技有限公司'), '0.8 characters'],
  ['sound', ...named('上海明远科技有限公司', '上海明元科技'), '0.75 sound'],
  ['a letter', ...named('Mingyuan Industrial Tools', 'Mingyuan Industial Tools'), '0.73 similar'],
  [
    'name and phone',
    { name: '明远科技', phone },
    { name: '明远科技有限公司', phone: '+86 21 66123434 转 8' },
    '0.94 name phone automatic',
  ],
  [
    'name and e-mail',
    { name: '明远科技', email },
    { name: '明远科技', email: ' Sales@Mingyuan.example' },
    '0.94 name email automatic',
  ],
  [
    'a mobile',
    { name: '明远科技', phone: '13800001111' },
    { name: '明元科技', phone: '0086 138-0000-1111' },
    '0.9 sound phone',
  ],
  [
    'a renamed one',
    { name: '明远科技', phone, email },
    { name: '恒瑞工业', phone, email },
    '0.75 phone email',
  ],
  ['phone alone, without names', { name: '', phone }, { name: '', phone }, '0.6 phone'],
  [
    'other towns',
    { name: '明远科技', phone, city: '上海市' },
    { name: '明远科技', phone, city: '苏州' },
    '0.846 name phone city',
  ],
  [
    'one code',
    { name: '甲', credit_code: 'X1' },
    { name: '乙', credit_code: ' x1' },
    '1 credit_code automatic',
  ],
];
const two: readonly (readonly [by: string, Account, Account])[] = [
  ['code', { name: '明远科技', phone, credit_code: 'X1' }, { name: '明远科技', phone, credit_code: 'X2' }],
  ['place in the name', { name: '上海明远科技' }, { name: '北京明远科技' }],
  ['branch', { name: '明远科技有限公司' }, { name: '明远科技有限公司苏州分公司' }],
  ['number', { name: 'Store No 12 Nanjing' }, { name: 'Store No 13 Nanjing' }],
  ['free mail', { name: '明远科技', email: 'a@qq.com' }, { name: '恒瑞工业', email: 'a@qq.com' }],
  ['no name', { name: '？' }, { name: '' }],
  ['digits for a phone', { name: '明远科技', phone: '00000000' }, { name: '恒瑞工业', phone: '00000000' }],
];

describe('two accounts are', () => {
  let said: ReadonlyMap<string, string>;

  // All of them side by side, each pair with numbers and addresses of its own.
  beforeAll(async () => {
    const pairs = [...one, ...two].map(([by, left, right]) => [by, left, right] as const);
    const found = await matches(
      pairs.flatMap(([, left, right], place) => [own(left, place), own(right, place)]),
    );
    said = new Map(
      pairs.map(([by], place) => [
        by,
        found
          .filter(({ left_id, right_id }) => left_id === idOf(2 * place) && right_id === idOf(2 * place + 1))
          .map(told)
          .join(),
      ]),
    );
  });

  it.each(one)('one by %s', (by, _left, _right, expected) => {
    expect(said.get(by)).toBe(expected);
  });

  it.each(two)('two by %s', (by) => {
    expect(said.get(by)).toBe('');
  });
});

function own(account: Account, place: number): Account {
  const number = String(place).padStart(2, '0');
  return {
    ...account,
    ...(account.phone === undefined ? {} : { phone: account.phone.replace('12', number) }),
    ...(account.email === undefined
      ? {}
      : { email: account.email.replace('mingyuan', `m${number}`).replace('Mingyuan', `M${number}`) }),
    ...(account.credit_code === undefined ? {} : { credit_code: account.credit_code.replace('-', number) }),
  };
}

function told({ confidence, evidence, is_automatic }: Match): string {
  return [confidence, ...evidence, ...(is_automatic ? ['automatic'] : [])].join(' ');
}

it('does not go by a number that more than three names share', async () => {
  const names = ['明远科技', '恒瑞工业', '德宏机械', '泰安化工'];
  expect(await matches(names.slice(0, 3).map((name) => ({ name, phone })))).toHaveLength(3);
  expect(await matches(names.map((name) => ({ name, phone })))).toEqual([]);
});

it('says the same in whatever order accounts arrive', async () => {
  const accounts = ['明远科技', '明元科技', '明远 科技'].map((name) => ({ name, phone }));
  const inOrder = await matches(accounts);
  expect(inOrder.map(({ confidence }) => confidence)).toEqual([0.9, 0.94, 0.9]);
  expect((await matches([...accounts].reverse())).map(({ confidence }) => confidence).sort()).toEqual([
    0.9, 0.9, 0.94,
  ]);
});

it('unites no two credit codes through an account that has none', async () => {
  const found = await matches([
    { name: '明远科技', phone, credit_code: 'X1' },
    { name: '明远科技', phone },
    { name: '明远科技', phone, credit_code: 'x2' },
  ]);
  expect(found.map(told)).toEqual(['0.94 name phone automatic', '0.94 name phone automatic']);
  expect(
    customerGroups(
      found.map((row) => ({ ...row })),
      [],
    ),
  ).toEqual([
    { customer_id: 'C00', company: 'C00' },
    { customer_id: 'C01', company: 'C00' },
  ]);
});

it('unites what is sure, except what people keep apart', async () => {
  const found = await matches([
    ...[1, 2].map(() => ({ name: '明远科技', phone })),
    ...[1, 2].map(() => ({ name: '恒瑞工业', credit_code: 'X1' })),
  ]);
  const groups = (apart: readonly Readonly<Record<string, unknown>>[]) =>
    customerGroups(
      found.map((row) => ({ ...row })),
      apart,
    );
  const companies = groups([]).map(({ customer_id, company }) => `${customer_id} ${company}`);
  expect(companies).toEqual(['C00 C00', 'C01 C00', 'C02 C02', 'C03 C02']);
  const apart = [
    { customer_id: 'C01', other_id: 'C00' },
    { customer_id: 'C03', other_id: '' },
  ];
  expect(groups(apart)).toEqual([]);
  await bench.give(
    dimCustomerGroup,
    groups([]).map((row) => ({ ...row })),
  );
  await bench.give(assetNamed('stg.customer_merge'), []);
  await bench.build(dimCustomerMap);
  const rows = await bench.read<Record<string, string>>(
    'SELECT survivor_id, method FROM bench.dim_customer_map ORDER BY customer_id',
  );
  expect(rows.map(({ survivor_id, method }) => `${survivor_id} ${method}`)).toEqual([
    'C00 self',
    'C00 match',
    'C02 self',
    'C02 credit_code',
  ]);
});
