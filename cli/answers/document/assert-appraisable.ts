import { refusalsOf } from '../../../appraisal/refusals/refusals-of.ts';
import type { FixtureDocument } from '../../../connectors/fixture/document.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { documentRules } from './document-rules.ts';
import { missingRates } from './missing-rates.ts';
import { rulesOf } from './rules-of.ts';

/** Refuses at once what a run would refuse after it has built. Error: APPRAISAL_REFUSED naming file, keys and rules. */
export function assertAppraisableDocument(file: string, document: FixtureDocument): void {
  const rules = rulesOf(document);
  // Nobody is appraised by a document without people; that is no mistake of its rules.
  const ofRules = refusalsOf({ ...rules, missingRates: missingRates(document) }).filter(
    ({ rule }) => rules.plans.length > 0 || rule === 'rate_known',
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
