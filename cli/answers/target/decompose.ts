import { resolve } from 'node:path';
import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { decompose } from '../../../appraisal/largest-remainder.ts';
import { positiveRules } from '../../../appraisal/refusals/number-rules.ts';
import { rangeRules } from '../../../appraisal/refusals/range-rules.ts';
import { type Refusal, unless } from '../../../appraisal/refusals/refusal.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { type NewTarget, proposeTargets, type TargetRecord, targetById } from '../../../ledger/target.ts';
import type { Answer } from '../../command.ts';
import { actorOf } from '../../runtime/actor.ts';
import { idNamed } from './decide.ts';
import { targetsTable } from './list.ts';
import { readTargetFile, refuseAny } from './target-file.ts';

const text = z.string().optional();

const partSchema = z.strictObject({
  share: z.string(),
  ...{ owner: text, product: text, region: text, from: text, until: text, ramp: text },
  owner_kind: z.enum(['company', 'team', 'employee']).optional(),
  proration: z.enum(['none', 'calendar_day', 'workday', 'month']).optional(),
});
type Part = z.output<typeof partSchema>;

const fileSchema = z.strictObject({ parts: z.array(partSchema).min(1) });

/**
 * Divides an approved target by shares: what a part does not name it has from the whole. The parts add up to it, to the fen.
 * Errors: TARGET_UNKNOWN; TARGET_REFUSED naming file, key and rule; PERIOD_LOCKED; ACCOUNT_UNKNOWN.
 */
export async function decomposeTarget(
  { db }: Context,
  target: string,
  { file, by }: { readonly file: string; readonly by: string },
): Promise<Answer> {
  const actor = await actorOf(db, by, 'target:propose');
  const whole = await targetById(db, idNamed(target));
  if (whole.state !== 'approved')
    throw new YardstickError('TARGET_REFUSED', `It is ${whole.state}; only what is approved is divided.`, {
      subject: `target ${whole.id}`,
    });
  const { parts } = readTargetFile(file, fileSchema);
  refuseAny(
    file,
    parts.flatMap((part, index) => partRefusals(`parts[${index}]`, part, whole)),
  );
  const values = decompose(
    whole.value,
    parts.map(({ share }) => share),
  );
  const targets = parts.map((part, index) => partOf(whole, part, values[index] ?? '0'));
  const written = await proposeTargets(db, { targets, by: actor, source: resolve(file) });
  return { data: written, text: targetsTable(written) };
}

function partRefusals(
  key: string,
  { share, from, until, ...part }: Part,
  whole: TargetRecord,
): readonly Refusal[] {
  const days = { from: from ?? whole.periodStart, until: until ?? whole.periodEnd };
  const isWithin = days.from >= whole.periodStart && days.until <= whole.periodEnd;
  const isOther =
    from !== undefined || until !== undefined || Object.values(part).some((value) => value !== undefined);
  return [
    ...positiveRules(`${key}.share`, share),
    ...positiveRules(`${key}.ramp`, part.ramp ?? whole.ramp),
    ...unless(
      whole.ownerKind !== 'employee' || (part.owner !== undefined && part.owner !== whole.owner),
      key,
      'smart',
      'The whole stays in force beside its part, and the two would add up: divide the target of the team.',
    ),
    ...rangeRules(key, days),
    ...unless(
      isWithin,
      key,
      'day',
      `It reaches beyond ${whole.periodStart} to ${whole.periodEnd}, the days of the whole.`,
    ),
    ...unless(
      isOther,
      key,
      'smart',
      'It differs from the whole in nothing: name an owner, product, region or days.',
    ),
  ];
}

function partOf(whole: TargetRecord, part: Part, value: string): NewTarget {
  return {
    ownerKind: part.owner_kind ?? (part.owner === undefined ? whole.ownerKind : 'employee'),
    owner: part.owner ?? whole.owner,
    ...{ kpi: whole.kpi, unit: whole.unit, value, parentId: whole.id },
    ...{ product: part.product ?? whole.product, region: part.region ?? whole.region },
    ...{ periodStart: part.from ?? whole.periodStart, periodEnd: part.until ?? whole.periodEnd },
    ...{ proration: part.proration ?? whole.proration, ramp: part.ramp ?? whole.ramp },
  };
}
