import type { AssetKey } from '../../models/kit/key.ts';
import { months, netSales, type Rep, reps, target } from './test-company.ts';

/** A row of an asset; columns left out get their default. */
export type Filling = Readonly<Record<string, unknown>>;

function salesRows(): Filling[] {
  return months.flatMap((month, at) =>
    reps.map((rep) => ({
      business_date: `${month.slice(0, 8)}10`,
      ...who(rep),
      channel: 'direct',
      category_group: '轴承',
      net_sales: netSales(rep, at),
      booked: netSales(rep, at) + 5_000,
      refunded: -5_000,
      cancelled: 0,
      order_lines: 4,
    })),
  );
}

function who(rep: Rep): Filling {
  return {
    employee_id: rep.id,
    employee_name: rep.name,
    team_id: rep.team,
    team_name: rep.teamName,
    region: rep.region,
  };
}

function kpiRows(): Filling[] {
  return months.flatMap((month, at) => reps.flatMap((rep) => kpisOf(rep, month, at)));
}

function kpisOf(rep: Rep, month: string, at: number): Filling[] {
  const row = (kpi: string, numerator: number, denominator: number | null = null) => ({
    month,
    kpi,
    ...who(rep),
    numerator,
    denominator,
    value: denominator === null ? numerator : denominator > 0 ? numerator / denominator : null,
    rows_included: 4,
  });
  const sold = netSales(rep, at);
  const before = at < 12 ? 0 : netSales(rep, at - 12);
  return [
    row('net_sales', sold),
    row('orders', 6 + (rep.at % 5) + Math.floor(at / 8)),
    row('attainment', sold, target(rep, at)),
    row('growth_yoy', before > 0 ? sold - before : 0, before > 0 ? before : null),
    row('new_customers', (rep.at * at) % 4),
    row('conversion', 2 + ((rep.at + at * 3) % 5), 13 + ((at + rep.at) % 6)),
    row('follow_ups', 14 + ((rep.at * 7 + at * 3) % 17)),
    row('collection', Math.round(sold * (0.68 + (rep.at % 6) * 0.04 + at * 0.002)), sold),
  ];
}

const stages = ['初步接洽', '需求确认', '方案报价', '商务谈判', '合同审批', '待签约', '赢单'];

function funnelRows(): Filling[] {
  const kept = [1, 0.82, 0.61, 0.44, 0.36, 0.33, 0.27];
  return months.flatMap((month, at) =>
    reps.flatMap((rep) =>
      stages.map((stage, stageAt) => {
        const reached = Math.round((16 + ((rep.at + at) % 5)) * (kept[stageAt] ?? 0));
        const here = at > 24 && stageAt < 6 ? ((rep.at + stageAt * 2 + at) % 4) - (stageAt > 2 ? 1 : 0) : 0;
        return {
          month,
          ...who(rep),
          stage_no: stageAt + 1,
          stage,
          reached,
          here: Math.max(0, here),
          amount_reached_base: reached * 62_000,
          amount_here_base: Math.max(0, here) * (62_000 - stageAt * 4_000),
        };
      }),
    ),
  );
}

function teams(): readonly Rep[] {
  return reps.filter((rep) => rep.at % 3 === 0);
}

function teamRows(): Filling[] {
  return months.flatMap((month, at) =>
    teams().map((team) => ({
      month,
      team_id: team.team,
      team_name: team.teamName,
      region: team.region,
      net_sales: sumOf(team, (rep) => netSales(rep, at)),
      target: sumOf(team, (rep) => target(rep, at)),
      workdays: 21,
      is_complete: at < months.length - 1,
    })),
  );
}

function sumOf(team: Rep, value: (rep: Rep) => number): number {
  return reps.filter((rep) => rep.team === team.team).reduce((sum, rep) => sum + value(rep), 0);
}

function forecastRows(): Filling[] {
  return [30, 31, 32].flatMap((at) =>
    teams().map((team) => {
      const expected = sumOf(team, (rep) => netSales(rep, at));
      return {
        team_id: team.team,
        team_name: team.teamName,
        region: team.region,
        month: new Date(Date.UTC(2024, 3 + at, 1)).toISOString().slice(0, 10),
        forecast: expected,
        lower: Math.round(expected * 0.88),
        upper: Math.round(expected * 1.11),
        model: 'ets',
        backtest_wape: 0.08 + team.at * 0.005,
        naive_wape: 0.15,
      };
    }),
  );
}

function socialRows(): Filling[] {
  return Array.from({ length: 30 }, (_, at) => {
    const week = new Date(Date.UTC(2026, 1, 23 + at * 7)).toISOString().slice(0, 10);
    const own = 52 + ((at * 7) % 23);
    const positive = 20 + ((at * 5) % 13);
    const negative = 6 + ((at * 3) % 7);
    const all = 150 + ((at * 11) % 31);
    return {
      week,
      brand: '启衡',
      is_own: true,
      mentions: own,
      positive,
      neutral: own - positive - negative,
      negative,
      all_mentions: all,
      net_sentiment: (positive - negative) / own,
      share_of_voice: own / all,
    };
  });
}

function dateRows(): Filling[] {
  return Array.from({ length: 366 + 365 + 365 }, (_, at) => {
    const day = new Date(Date.UTC(2024, 0, 1 + at));
    const text = day.toISOString().slice(0, 10);
    return { date: text, month: `${text.slice(0, 8)}01`, is_workday: day.getUTCDay() % 6 !== 0 };
  });
}

/** What the company has, by asset. */
export const fillings: Partial<Record<AssetKey, () => Filling[]>> = {
  'dim.date': dateRows,
  'mart.sales_daily': salesRows,
  'mart.kpi_monthly': kpiRows,
  'mart.funnel': funnelRows,
  'mart.team_monthly': teamRows,
  'mart.forecast_current': forecastRows,
  'mart.social_weekly': socialRows,
};
