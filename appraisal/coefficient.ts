import { type Exact, exact, one, zero } from './exact.ts';
import type { CoefficientBand, DecimalText } from './facts.ts';

/** What earnings are multiplied by, as the plan writes it; no text where nothing multiplies. */
export interface Coefficient {
  readonly value: Exact;
  readonly text: DecimalText | null;
  readonly band: CoefficientBand | null;
}

/** No bands, or no score to hold against them: earnings stay as they are. */
const none: Coefficient = { value: one, text: null, band: null };
/** Below every band nothing is due. */
const belowAll: Coefficient = { value: zero, text: '0.00', band: null };

/** The band with the highest minimum that the unrounded score reaches. */
export function coefficientFor(score: Exact | null, bands: readonly CoefficientBand[]): Coefficient {
  if (score === null || bands.length === 0) return none;
  const band = bands
    .filter(({ minScore }) => exact(minScore).lte(score))
    .reduce<CoefficientBand | null>(
      (best, next) => (best !== null && exact(best.minScore).gte(exact(next.minScore)) ? best : next),
      null,
    );
  return band === null ? belowAll : { value: exact(band.coefficient), text: band.coefficient, band };
}
