import { text } from '../kit/text.ts';
import type { RowSet, TileColumn } from '../kit/tile.ts';

const day: TileColumn = { name: 'business_date', title: text('日期', 'Day'), format: 'date' };
const month: TileColumn = { name: 'month', title: text('月份', 'Month'), format: 'month' };
const region: TileColumn = { name: 'region', title: text('区域', 'Region'), format: 'text' };
const team: TileColumn = { name: 'team_name', title: text('团队', 'Team'), format: 'text' };
const employee: TileColumn = { name: 'employee_name', title: text('员工', 'Employee'), format: 'text' };
const stage: TileColumn = { name: 'stage', title: text('阶段', 'Stage'), format: 'text' };
const included: TileColumn = {
  name: 'rows_included',
  title: text('明细行数', 'Fact rows'),
  format: 'count',
};
const numerator: TileColumn = { name: 'numerator', title: text('分子', 'Numerator'), format: 'money' };
const denominator: TileColumn = { name: 'denominator', title: text('分母', 'Denominator'), format: 'money' };

function money(name: string, zh: string, en: string): TileColumn {
  return { name, title: text(zh, en), format: 'money' };
}

function count(name: string, zh: string, en: string): TileColumn {
  return { name, title: text(zh, en), format: 'count' };
}

function percent(name: string, zh: string, en: string): TileColumn {
  return { name, title: text(zh, en), format: 'percent' };
}

/** Credited sales, a row per day, employee, channel and product group. */
export const salesDay: RowSet = {
  key: 'sales-day',
  reads: { sales: 'mart.sales_daily' },
  columns: [
    day,
    region,
    team,
    employee,
    { name: 'channel', title: text('渠道', 'Channel'), format: 'text' },
    { name: 'category_group', title: text('产品大类', 'Product group'), format: 'text' },
    money('booked', '签单', 'Booked'),
    money('refunded', '退款', 'Refunded'),
    money('cancelled', '取消', 'Cancelled'),
    money('net_sales', '净销售额', 'Net sales'),
  ],
};

/** One KPI that is an amount over an amount. */
export const kpiMonth: RowSet = {
  key: 'kpi-month',
  reads: { kpi: 'mart.kpi_monthly' },
  columns: [
    month,
    region,
    team,
    employee,
    numerator,
    denominator,
    percent('value', '比率', 'Ratio'),
    included,
  ],
};

/** One KPI that counts. */
export const kpiCount: RowSet = {
  key: 'kpi-month',
  reads: { kpi: 'mart.kpi_monthly' },
  columns: [month, region, team, employee, count('numerator', '数量', 'Count'), included],
};

/** One KPI that is a count over a count. */
export const kpiShare: RowSet = {
  key: 'kpi-month',
  reads: { kpi: 'mart.kpi_monthly' },
  columns: [
    month,
    region,
    team,
    employee,
    count('numerator', '分子', 'Numerator'),
    count('denominator', '分母', 'Denominator'),
    percent('value', '比率', 'Ratio'),
    included,
  ],
};

/** Every KPI; the value of a sum is its numerator, so only the parts are shown. */
export const everyKpi: RowSet = {
  key: 'every-kpi',
  reads: { kpi: 'mart.kpi_monthly' },
  columns: [
    month,
    team,
    employee,
    { name: 'kpi', title: text('指标', 'KPI'), format: 'text' },
    numerator,
    denominator,
    included,
  ],
};

export const cohort: RowSet = {
  key: 'cohort',
  reads: { funnel: 'mart.funnel' },
  columns: [
    month,
    team,
    employee,
    stage,
    count('reached', '曾到达', 'Reached'),
    count('here', '目前在此', 'Here now'),
    money('amount_reached_base', '到达金额', 'Amount reached'),
    money('amount_here_base', '在此金额', 'Amount here'),
  ],
};

export const pipeline: RowSet = {
  key: 'pipeline',
  reads: { funnel: 'mart.funnel' },
  columns: [
    month,
    team,
    employee,
    stage,
    count('here', '商机数', 'Open'),
    money('amount_here_base', '金额', 'Amount'),
  ],
};

export const socialWeek: RowSet = {
  key: 'social-week',
  reads: { social: 'mart.social_weekly' },
  columns: [
    { name: 'week', title: text('周(周一)', 'Week of'), format: 'date' },
    { name: 'brand', title: text('品牌', 'Brand'), format: 'text' },
    count('mentions', '提及', 'Mentions'),
    count('positive', '正面', 'Positive'),
    count('neutral', '中性', 'Neutral'),
    count('negative', '负面', 'Negative'),
    percent('net_sentiment', '净情感', 'Net sentiment'),
    percent('share_of_voice', '声量份额', 'Share of voice'),
  ],
};

export const forecastMonth: RowSet = {
  key: 'forecast-month',
  reads: { forecast: 'mart.forecast_current' },
  columns: [
    month,
    region,
    team,
    money('forecast', '预测', 'Forecast'),
    money('lower', '下限 80%', 'Lower 80%'),
    money('upper', '上限 80%', 'Upper 80%'),
    { name: 'model', title: text('模型', 'Model'), format: 'text' },
    { name: 'imputed_months', title: text('含估计值的月份', 'Months with estimates'), format: 'text' },
    percent('backtest_wape', '回测误差', 'Backtest error'),
    percent('naive_wape', '同比法误差', 'As-last-year error'),
  ],
};
