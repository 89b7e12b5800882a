import { expect, it } from 'vitest';
import { assertKnown } from './known-choice.ts';

const rule = { what: 'rule', option: '--rule' };

it('refuses what is not known, naming what is', () => {
  expect(() => assertKnown('wash', ['wash_order', 'self_dealing'], rule)).toThrow(
    expect.objectContaining({
      ...{ code: 'ORDER_REFUSED', subject: '--rule', message: '"wash" is no rule.' },
      advice: 'Use one of: wash_order, self_dealing.',
    }),
  );
  expect(() => assertKnown('T9', [], { what: 'team', option: '--team' })).toThrow(
    expect.objectContaining({ advice: 'There is none yet.' }),
  );
});

it('takes what is known, and nothing at all', () => {
  assertKnown('wash_order', ['wash_order'], rule);
  assertKnown(undefined, [], rule);
});
