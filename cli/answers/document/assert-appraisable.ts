import type { PlanFile } from '../../../appraisal/plan-file/plan-file.ts';
import { ordersRules } from '../../../appraisal/refusals/order-rules.ts';
import type { Refusal } from '../../../appraisal/refusals/refusal.ts';
import { listed, refusalsOf } from '../../../appraisal/refusals/refusals-of.ts';
import type { FixtureDocument } from '../../../connectors/fixture/document.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { documentRules } from './document-rules.ts';
import { missingRates } from './missing-rates.ts';
import { rulesOf } from './rules-of.ts';
import { underPlans } from './under-plans.ts';

/**
 * Refuses at once what a run would refuse after it has built. `plans`: files of the company, by which the document's people are appraised beside
 * its own plan. Error: APPRAISAL_REFUSED naming file, keys and rules.
 */
export function assertAppraisableDocument(
  file: string,
  document: FixtureDocument,
  plans: readonly PlanFile[] = [],
): void {
  const rules = rulesOf(document);
  // Nobody is appraised by a document without people or plan; that is no mistake of its rules.
  const ofRules = underPlans(rules, plans).flatMap(refusalsOf);
  const ofRates = ordersRules({ ...rules, orders: [], missingRates: missingRates(document) });
  const refusals = once([...documentRules(document), ...ofRates, ...ofRules]);
  if (refusals.length === 0) return;
  throw new YardstickError('APPRAISAL_REFUSED', listed(refusals), {
    subject: file,
    advice: 'Correct the named keys of the file and hand it in again; nothing was read from it.',
  });
}

/** What several plans are refused for is told once. */
function once(refusals: readonly Refusal[]): readonly Refusal[] {
  return [...new Map(refusals.map((each) => [`${each.key} ${each.rule} ${each.happened}`, each])).values()];
}
