import { suggestTarget } from '../../../appraisal/targets/suggest.ts';
import type { Answer } from '../../command.ts';

/** A target from last year and the market. Error: APPRAISAL_REFUSED for what is no decimal number. */
export function suggest(lastYear: string, marketGrowth: string): Answer {
  const data = suggestTarget(lastYear, marketGrowth);
  const [low, high] = data.growth;
  return { data, text: `${data.low} to ${data.high}: ${low} % to ${high} % above last year.` };
}
