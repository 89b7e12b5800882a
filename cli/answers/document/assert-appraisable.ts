import type { PlanFile } from '../../../appraisal/plan-file/plan-file.ts';
import { refusalsOf } from '../../../appraisal/refusals/refusals-of.ts';
import type { FixtureDocument } from '../../../connectors/fixture/document.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { documentRules } from './document-rules.ts';
import { missingRates } from './missing-rates.ts';
import { rulesOf } from './rules-of.ts';
import { underPlans } from './under-plans.ts';

/**
 * Refuses at once what a run would refuse after it has built. `plans`: files of the company, by which the document's people are appraised where it
 * has no plan itself. Error: APPRAISAL_REFUSED naming file, keys and rules.
 */
export function assertAppraisableDocument(
  file: string,
  document: FixtureDocument,
  plans: readonly PlanFile[] = [],
): void {
  const rules = { ...rulesOf(document), missingRates: missingRates(document) };
  const appraised = document.plan || plans.length === 0 ? [rules] : underPlans(rules, plans);
  // Nobody is appraised by a document without people or plan; that is no mistake of its rules.
  const ofRules = appraised.flatMap((facts) =>
    refusalsOf(facts).filter(({ rule }) => facts.plans.length > 0 || rule === 'rate_known'),
  );
  const refusals = [...documentRules(document), ...ofRules];
  if (refusals.length === 0) return;
  const lines = refusals.slice(0, 10).map(({ key, rule, happened }) => `${key}: ${happened} (${rule})`);
  const more = refusals.length - lines.length;
  throw new YardstickError(
    'APPRAISAL_REFUSED',
    [...lines, ...(more > 0 ? [`and ${more} more.`] : [])].join('\n'),
    {
      subject: file,
      advice: 'Correct the named keys of the file and hand it in again; nothing was read from it.',
    },
  );
}
