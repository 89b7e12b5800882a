import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Award } from '../../../models/award/award.ts';
import type { Answer } from '../../command.ts';
import { periodName, periodNamed } from '../../runtime/period-named.ts';
import { publishedRows } from '../../runtime/published-rows.ts';
import { table } from '../../text/table.ts';
import { valueText } from '../ranking/show.ts';

const whole = z.coerce.number();
const row = z.object({
  ...{ award: z.string(), award_version: whole, terms: z.string(), period: z.string(), grain: z.string() },
  ...{ scope: z.string(), member: z.string(), employee_id: z.string(), employee_name: z.string() },
  ...{ team_id: z.string(), region: z.string(), kpi: z.string(), measure: z.string() },
  ...{ measured: z.number(), place: whole, shared_with: whole, ranked: whole },
  ...{ value: z.number().nullable(), value_before: z.number().nullable(), numerator: z.string() },
  ...{ denominator: z.string().nullable(), rank: whole.nullable(), rank_before: whole.nullable() },
});
type Given = z.infer<typeof row>;

/** One award: its rule, and everybody who got it with the figures it rests on. Errors: AWARD_UNKNOWN, ORDER_REFUSED. */
export async function awardShow(context: Context, key: string, period: string | undefined): Promise<Answer> {
  const award = context.project.awards.find(({ declaration }) => declaration.key === key);
  if (award === undefined)
    throw new YardstickError('AWARD_UNKNOWN', 'There is no such award.', { subject: key });
  const named = period === undefined ? undefined : periodNamed(period);
  const given = await publishedRows(context, {
    ...{ asset: 'mart.award', row },
    tail: `WHERE award = {key:String}${named === undefined ? '' : ' AND period = {start:Date} AND grain = {grain:String}'}
      ORDER BY period DESC, member, place, employee_id LIMIT 200`,
    parameters: { key, ...named },
  });
  return {
    data: { ...award.declaration, file: award.file, given },
    text: `${ruleText(award)}\n\n${given.length === 0 ? 'Nobody got it.' : givenTable(given)}`,
  };
}

function ruleText({ declaration: { name, reason, key, version, owner }, file }: Award): string {
  return [
    `${name.zh} · ${name.en} (${key}, version ${version}, owner ${owner})`,
    reason.zh,
    reason.en,
    file,
  ].join('\n');
}

function givenTable(given: readonly Given[]): string {
  const right = { align: 'right' } as const;
  return table(
    [
      ...[{ title: 'Period' }, { title: 'Among' }, { title: 'Person' }, { title: 'Place', ...right }],
      ...[
        { title: 'Of', ...right },
        { title: 'Measured', ...right },
        { title: 'Was', ...right },
      ],
      { title: 'Because' },
    ],
    given.map((each) => [
      ...[periodName(each.grain, each.period), each.member || 'company'],
      ...[`${each.employee_id} ${each.employee_name}`, `${each.place}${each.shared_with > 0 ? '=' : ''}`],
      ...[
        String(each.ranked),
        valueText(each.value),
        valueText(each.value_before),
        `${valueText(each.measured)}: ${each.terms}`,
      ],
    ]),
  );
}
