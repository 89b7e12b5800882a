import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { martRanking } from '../../../models/mart/ranking.ts';
import type { Answer } from '../../command.ts';
import { type NamedPeriod, periodName, periodNamed } from '../../runtime/period-named.ts';
import { publishedRows } from '../../runtime/published-rows.ts';
import { table } from '../../text/table.ts';

const scopes = ['company', 'region', 'team', 'role'] as const;

export interface RankingQuestion {
  readonly kpi: string;
  /** `2026-07`, `2026Q3`, `2026`; default: the newest month there is. */
  readonly period?: string | undefined;
  readonly scope: (typeof scopes)[number];
  /** Region, team or role; default: all of the scope. */
  readonly member?: string | undefined;
}

const whole = z.coerce.number();
const row = z.object({
  ...{ period: z.string(), grain: z.string(), kpi: z.string(), scope: z.string(), member: z.string() },
  ...{ employee_id: z.string(), employee_name: z.string(), team_id: z.string(), region: z.string() },
  ...{ role: z.string(), value: z.number().nullable(), numerator: z.string() },
  ...{ denominator: z.string().nullable(), rank: whole.nullable(), ranked: whole, tied: whole },
  ...{ rank_before: whole.nullable(), movement: whole.nullable(), value_before: z.number().nullable() },
  ...{ reason: z.string(), is_complete: z.boolean() },
});
type Place = z.infer<typeof row>;

/** One leaderboard: places, what moved, and who does not take part and why. Error: RANKING_UNKNOWN. */
export async function rankingShow(context: Context, question: RankingQuestion): Promise<Answer> {
  const { kpi, scope, member } = question;
  const period = question.period === undefined ? await newest(context, kpi) : periodNamed(question.period);
  const places = await publishedRows(context, {
    ...{ asset: martRanking.key, row },
    tail: `WHERE kpi = {kpi:String} AND grain = {grain:String} AND period = {start:Date} AND scope = {scope:String}
      ${member === undefined ? '' : 'AND member = {member:String}'}
      ORDER BY member, isNull(rank), rank, employee_id`,
    parameters: { kpi, ...period, scope, ...(member === undefined ? {} : { member }) },
  });
  if (places.length === 0) {
    const among = member === undefined ? scope : `${scope} ${member}`;
    throw unknown(`${kpi} ${periodName(period.grain, period.start)} by ${among}`);
  }
  return {
    data: { ...period, kpi, scope, places },
    text: `${headline(places, period)}\n\n${placesTable(places)}`,
  };
}

async function newest(context: Context, kpi: string): Promise<NamedPeriod> {
  const [found] = await publishedRows(context, {
    asset: martRanking.key,
    row: z.object({ grain: z.enum(['month', 'quarter', 'year']), start: z.string() }),
    select: 'toString(grain) AS grain, toString(max(period)) AS start',
    tail: `WHERE kpi = {kpi:String} GROUP BY grain ORDER BY indexOf(['month', 'quarter', 'year'], grain) LIMIT 1`,
    parameters: { kpi },
  });
  if (found !== undefined) return found;
  throw unknown(kpi);
}

function unknown(subject: string): YardstickError {
  return new YardstickError('RANKING_UNKNOWN', 'There is no such leaderboard.', { subject });
}

function headline(places: readonly Place[], { grain, start }: NamedPeriod): string {
  const [first] = places;
  const state = first?.is_complete === true ? '' : ', still running';
  return `${first?.kpi ?? ''}, ${periodName(grain, start)}${state}, by ${first?.scope ?? ''}`;
}

function placesTable(places: readonly Place[]): string {
  const right = { align: 'right' } as const;
  return table(
    [
      ...[
        { title: 'Among' },
        { title: 'Place', ...right },
        { title: 'Of', ...right },
        { title: 'Moved', ...right },
      ],
      ...[{ title: 'Person' }, { title: 'Team' }, { title: 'Value', ...right }, { title: 'Not ranked' }],
    ],
    places.map((place) => [
      ...[place.member || 'company', placeText(place), String(place.ranked), movement(place.movement)],
      ...[`${place.employee_id} ${place.employee_name}`, place.team_id, valueText(place.value), place.reason],
    ]),
  );
}

/** Equals share a place: `2=`. */
function placeText({ rank, tied }: Place): string {
  return rank === null ? '–' : `${rank}${tied > 0 ? '=' : ''}`;
}

function movement(places: number | null): string {
  if (places === null) return '–';
  return places > 0 ? `+${places}` : String(places);
}

/** Shown, not paid by. */
export function valueText(value: number | null): string {
  return value === null ? '–' : value.toLocaleString('en-US', { maximumFractionDigits: 4 });
}
