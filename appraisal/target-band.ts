import { exact, hundred } from './exact.ts';
import type { DecimalText } from './facts.ts';
import { money } from './rounding.ts';

/**
 * What a target should lie between: last year's sales raised by each end of the band, in per cent. A company that means to grow
 * faster than its market asks for more than the market's growth; which band that is, people decide.
 */
export function targetBand(
  lastYear: DecimalText,
  [low, high]: readonly [DecimalText, DecimalText],
): readonly [DecimalText, DecimalText] {
  const raised = (percent: DecimalText) =>
    money(
      exact(lastYear)
        .mul(hundred.add(exact(percent)))
        .div(hundred),
    );
  return [raised(low), raised(high)];
}
