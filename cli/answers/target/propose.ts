import { resolve } from 'node:path';
import { z } from 'zod';
import { planCompany } from '../../../activities/company-plans.ts';
import type { Context } from '../../../activities/context.ts';
import { smartRefusals } from '../../../appraisal/targets/smart.ts';
import { type NewTarget, proposeTargets } from '../../../ledger/target.ts';
import type { Answer } from '../../command.ts';
import { actorOf } from '../../runtime/actor.ts';
import { targetsTable } from './list.ts';
import { readTargetFile, refuseAny } from './target-file.ts';

const text = z.string().optional();

const targetSchema = z.strictObject({
  ...{ owner: text, kpi: text, unit: text, value: text, from: text, until: text, reason: text },
  owner_kind: z.enum(['company', 'team', 'employee']).default('employee'),
  proration: z.enum(['none', 'calendar_day', 'workday', 'month']).default('none'),
  ramp: z.string().default('1'),
  ...{ product: z.string().default(''), region: z.string().default('') },
});

const fileSchema = z.strictObject({ targets: z.array(targetSchema).min(1) });

/** Proposes all targets of a file or none. Errors: TARGET_REFUSED naming file, key and rule; PERIOD_LOCKED; ACCOUNT_UNKNOWN. */
export async function propose({ db, project }: Context, file: string, by: string): Promise<Answer> {
  const actor = await actorOf(db, by, 'target:propose');
  const { targets } = readTargetFile(file, fileSchema);
  const company = planCompany(project.config);
  refuseAny(
    file,
    targets.flatMap((target, index) => smartRefusals(`targets[${index}]`, target, company)),
  );
  const written = await proposeTargets(db, {
    targets: targets.map(newTarget),
    by: actor,
    source: resolve(file),
  });
  return { data: written, text: targetsTable(written) };
}

function newTarget(target: z.output<typeof targetSchema>): NewTarget {
  const { owner = '', kpi = '', unit = '', value = '', from = '', until = '', reason } = target;
  return {
    ...{ ownerKind: target.owner_kind, owner, kpi, unit, value, periodStart: from, periodEnd: until },
    ...{ product: target.product, region: target.region, proration: target.proration, ramp: target.ramp },
    ...(reason === undefined ? {} : { reason }),
  };
}
