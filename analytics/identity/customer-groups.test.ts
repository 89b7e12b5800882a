import { expect, it } from 'vitest';
import { customerGroups } from './customer-groups.ts';

const match = (
  left_id: string,
  right_id: string,
  confidence = '0.94',
  codes: Record<string, string> = {},
) => ({
  ...{ left_id, left_code: codes[left_id] ?? '', right_id, right_code: codes[right_id] ?? '' },
  ...{ confidence, is_automatic: true },
});
const groups = (
  ...[matches, apart = []]: [Parameters<typeof customerGroups>[0], Record<string, string>[]?]
) => customerGroups(matches, apart).map(({ customer_id, company }) => `${customer_id}>${company}`);

it('unites along chains, by the account that sorts first, in whatever order matches come', () => {
  const matches = [match('C', 'D'), match('B', 'C'), match('E', 'F'), match('A', 'D')];
  const expected = ['A>A', 'B>A', 'C>A', 'D>A', 'E>E', 'F>E'];
  expect(groups(matches)).toEqual(expected);
  expect(groups([...matches].reverse())).toEqual(expected);
});

it('brings no two credit codes together through an account without one, the surer match first', () => {
  const codes = { A: 'X1', C: 'X2' };
  expect(groups([match('A', 'B', '0.94', codes), match('B', 'C', '0.94', codes)])).toEqual(['A>A', 'B>A']);
  expect(groups([match('A', 'B', '0.9', codes), match('B', 'C', '0.94', codes)])).toEqual(['B>B', 'C>B']);
});

it('remembers the code of a group through every union', () => {
  const codes = { A: 'X1', E: 'X2' };
  const chain = [match('A', 'B', '0.95', codes), match('C', 'D', '0.95'), match('D', 'E', '0.94', codes)];
  const bridge = match('B', 'C', '0.93');
  expect(groups([...chain, bridge])).toEqual(['A>A', 'B>A', 'C>C', 'D>C', 'E>C']);
});

it('unites nobody whom people keep apart, nor the companies of two whom they keep apart', () => {
  const matches = [match('A', 'B', '0.95'), match('C', 'D', '0.95'), match('B', 'C')];
  expect(groups(matches, [{ customer_id: 'D', other_id: 'A' }])).toEqual(['A>A', 'B>A', 'C>C', 'D>C']);
  expect(groups(matches, [{ customer_id: 'C', other_id: '' }])).toEqual(['A>A', 'B>A']);
  expect(groups([match('A', 'B')], [{ customer_id: 'A', other_id: '' }])).toEqual([]);
});

it('leaves what is not sure to people', () => {
  expect(groups([{ ...match('A', 'B'), is_automatic: false }])).toEqual([]);
});
