import { YardstickError } from '../../errors/yardstick-error.ts';
import { listed } from '../refusals/refusals-of.ts';
import type { PlanCompany } from './company.ts';
import { type PlanFile, planName, readPlanFile } from './plan-file.ts';
import { planRefusals, plansRefusals } from './rules.ts';

/** A company's plan files by code and version. Throws PLAN_INVALID naming file, key and rule; nothing has been read into the ledger then. */
export function readPlanFiles(
  files: readonly { readonly file: string; readonly text: string }[],
  company: PlanCompany,
): readonly PlanFile[] {
  const read = files.map((each) => checkedPlanFile(each, company));
  const together = plansRefusals(read.map(({ declaration }) => declaration));
  if (together.length > 0)
    throw new YardstickError('PLAN_INVALID', listed(together), {
      subject: files.map(({ file }) => file).join(', '),
    });
  return read.toSorted(byName);
}

/** One of them by itself. Throws PLAN_INVALID. */
export function checkedPlanFile(
  file: { readonly file: string; readonly text: string },
  company: PlanCompany,
): PlanFile {
  const read = readPlanFile(file);
  const refusals = planRefusals(read.declaration, company);
  if (refusals.length > 0) throw new YardstickError('PLAN_INVALID', listed(refusals), { subject: file.file });
  return read;
}

/**
 * One of them beside the others that are to stay, whose version it takes the place of. Throws PLAN_INVALID, also for versions of its plan that would
 * overlap or leave a gap.
 */
export function checkedAmong(
  file: { readonly file: string; readonly text: string },
  others: readonly PlanFile[],
  company: PlanCompany,
): PlanFile {
  const read = checkedPlanFile(file, company);
  const { code, version } = read.declaration;
  const versions = others
    .map(({ declaration }) => declaration)
    .filter((other) => other.code === code && other.version !== version);
  const together = plansRefusals([read.declaration, ...versions]);
  if (together.length > 0) throw new YardstickError('PLAN_INVALID', listed(together), { subject: file.file });
  return read;
}

function byName({ declaration: a }: PlanFile, { declaration: b }: PlanFile): number {
  if (a.code === b.code) return a.version - b.version;
  return planName(a) < planName(b) ? -1 : 1;
}
