import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import {
  type Accuracy,
  accuracyOf,
  type ForecastMonth,
  type NoAccuracy,
} from '../../../analytics/forecast/accuracy.ts';
import { type FrozenForecast, frozenForecasts } from '../../../ledger/frozen-forecast.ts';
import type { Answer } from '../../command.ts';
import { currentTeams } from '../../runtime/current-teams.ts';
import { assertKnown } from '../../runtime/known-choice.ts';
import { newestReleaseNumber } from '../../runtime/newest-release.ts';
import { publishedRows } from '../../runtime/published-rows.ts';
import { table } from '../../text/table.ts';
import { type Tongue, tongueOf } from '../task/wording.ts';

export interface AccuracyQuestion {
  readonly team?: string | undefined;
  /** 1: as frozen in the month itself; 2 and 3: one and two months before. */
  readonly lead: number;
}

const sold = z.object({ team: z.string(), month: z.string(), actual: z.string() });
const tested = z.object({ team: z.string(), backTest: z.number().nullable() });

/** How well frozen forecasts did in months that are over, by team and together, beside the back-test. Errors: NOTHING_PUBLISHED; ORDER_REFUSED for an unknown team. */
export async function forecastAccuracy(context: Context, { team, lead }: AccuracyQuestion): Promise<Answer> {
  const release = await newestReleaseNumber(context);
  const frozen = await frozenForecasts(context.db, { lead, team });
  const actuals = await publishedRows(context, {
    ...{ asset: 'mart.team_monthly', row: sold, release },
    select: 'team_id AS team, toString(published.month) AS month, toString(net_sales) AS actual',
    tail: 'WHERE is_complete',
  });
  const backTests = await publishedRows(context, {
    ...{ asset: 'mart.forecast_current', row: tested, release },
    select: 'team_id AS team, any(tuple(backtest_wape)).1 AS backTest',
    tail: 'GROUP BY team_id ORDER BY team',
  });
  const over = monthsOver(frozen, actuals);
  const asked = backTests.filter((each) => team === undefined || each.team === team);
  if (team !== undefined && frozen.length + asked.length === 0)
    assertKnown(team, await currentTeams(context, release), { what: 'team', option: '--team' });
  const names = [...new Set([...asked.map((each) => each.team), ...over.map((each) => each.team)])].sort();
  const teams = names.map((name) => ({
    ...{ team: name, ...accuracyOf(over.filter((each) => each.team === name)) },
    backTestWape: asked.find((each) => each.team === name)?.backTest ?? null,
  }));
  const all = accuracyOf(over);
  const tongue = tongueOf(context.project.config.company.language);
  return { data: { lead, release, all, teams }, text: textOf(all, teams, tongue) };
}

type TeamMonth = ForecastMonth & { readonly team: string };

/** A team that sold nothing in a month that is over has no row of it: nothing was sold. */
function monthsOver(
  frozen: readonly FrozenForecast[],
  actuals: readonly z.infer<typeof sold>[],
): readonly TeamMonth[] {
  const months = new Set(actuals.map(({ month }) => month));
  const known = new Map(actuals.map(({ team, month, actual }) => [`${team} ${month}`, actual]));
  return frozen
    .filter(({ month }) => months.has(month))
    .map(({ teamId: team, month, forecast }) => ({
      ...{ team, forecast, actual: known.get(`${team} ${month}`) ?? '0' },
    }));
}

interface Words {
  readonly titles: readonly string[];
  readonly all: string;
  readonly reasons: Readonly<Record<NoAccuracy, string>>;
}

const words: Readonly<Record<Tongue, Words>> = {
  en: {
    titles: ['Team', 'Months', 'Accuracy', 'Bias', 'Not applicable', 'Accuracy of the back-test'],
    all: 'together',
    reasons: {
      '': '',
      nothing_frozen: 'no month with a frozen forecast is over',
      nothing_sold: 'nothing was sold',
    },
  },
  zh: {
    titles: ['团队', '月数', '准确率', '偏差', '不适用原因', '回测准确率'],
    all: '合计',
    reasons: { '': '', nothing_frozen: '尚无已冻结预测的月份结束', nothing_sold: '没有销售额' },
  },
};

interface TeamAccuracy extends Accuracy {
  readonly team: string;
  readonly backTestWape: number | null;
}

function textOf(all: Accuracy, teams: readonly TeamAccuracy[], tongue: Tongue): string {
  const say = words[tongue];
  const line = (name: string, { months, accuracy, bias, reason }: Accuracy, backTest: number | null) => [
    ...[name, String(months), percent(accuracy), percent(bias), say.reasons[reason]],
    percent(backTest === null ? null : 1 - backTest),
  ];
  return table(
    say.titles.map((title, at) => ({ title, align: at === 0 || at === 4 ? 'left' : 'right' })),
    [...teams.map((each) => line(each.team, each, each.backTestWape)), line(say.all, all, null)],
  );
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(2)} %`;
}
