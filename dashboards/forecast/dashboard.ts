import { defineDashboard } from '../kit/dashboard.ts';
import { standardFilters } from '../kit/standard-filters.ts';
import { text } from '../kit/text.ts';
import { forecastMonth } from '../rows/row-sets.ts';

const noForecast = text(
  '没有可显示的预测。预测按团队计算,销售个人没有单独的预测;历史不足 12 个月的团队也没有。',
  'No forecast to show. Forecasts are made by team: single reps have none, nor do teams with less than twelve months of history.',
);
const reads = { forecast: 'mart.forecast_current', team: 'mart.team_monthly' } as const;

export const forecast = defineDashboard({
  key: 'forecast',
  title: text('销售预测', 'Forecast'),
  question: text('未来三个月会怎样?', 'What will the next three months bring?'),
  resource: 'dashboard:forecast',
  // What lies ahead does not depend on a period behind us.
  filters: standardFilters.filter((filter) => filter.key !== 'period'),
  tiles: [
    {
      key: 'three-months',
      kind: 'kpi',
      title: text('未来三个月', 'Next three months'),
      why: text(
        '各团队未来三个月的预测之和,与去年同期相比。',
        'Sum of the teams’ forecasts for the next three months, against the same months last year.',
      ),
      select: 'forecast/three-months',
      reads,
      format: 'money',
      direction: 'higher',
      scenario: 'forecast',
      span: 4,
      empty: noForecast,
      rows: forecastMonth,
    },
    {
      key: 'next-month',
      kind: 'kpi',
      title: text('首个预测月', 'First month ahead'),
      why: text(
        '最近一个完整月之后的第一个月,与去年同月相比。',
        'The first month after the newest complete one, against the same month last year.',
      ),
      select: 'forecast/next-month',
      reads,
      format: 'money',
      direction: 'higher',
      scenario: 'forecast',
      span: 4,
      empty: noForecast,
      rows: forecastMonth,
    },
    {
      key: 'accuracy',
      kind: 'kpi',
      title: text('预测准确率', 'Forecast accuracy'),
      why: text(
        '1 − WAPE:用当时未知的月份回测,WAPE = Σ|实际 − 预测| ÷ Σ实际,按团队预测额加权。对照值为“照去年同月”的准确率。',
        '1 − WAPE on months the model had not seen; WAPE = Σ|actual − forecast| ÷ Σ actual, teams weighted by forecast. Compared with simply repeating last year.',
      ),
      select: 'forecast/accuracy',
      previous: text('照去年同月', 'Repeating last year'),
      reads,
      format: 'percent',
      direction: 'higher',
      span: 4,
      empty: noForecast,
      rows: forecastMonth,
    },
    {
      key: 'outlook',
      kind: 'line',
      title: text('走势与预测区间', 'Outlook and range'),
      why: text(
        '实线为完整月份的实际,浅线为去年,虚线为预测,斜纹为各团队 80% 区间上下限之和(比总额的区间宽)。',
        'Solid is actual of complete months, lighter is last year, dashed is forecast; the hatched band sums the teams’ 80% limits, which is wider than a range of the total.',
      ),
      select: 'forecast/outlook',
      reads,
      format: 'money',
      direction: 'higher',
      span: 7,
      empty: noForecast,
      columns: [
        { name: 'actual', title: text('实际', 'Actual'), format: 'money', role: 'actual' },
        { name: 'previous', title: text('去年', 'Last year'), format: 'money', role: 'previous' },
        { name: 'forecast', title: text('预测', 'Forecast'), format: 'money', role: 'forecast' },
        { name: 'low', title: text('下限', 'Low'), format: 'money', role: 'low' },
        { name: 'high', title: text('上限', 'High'), format: 'money', role: 'high' },
      ],
      rows: forecastMonth,
    },
    {
      key: 'by-region',
      kind: 'bars',
      title: text('各区域预测与去年同期', 'Forecast by region against last year'),
      why: text(
        '条为未来三个月的预测,竖线为去年同期。选定一个区域后按团队显示。',
        'Bars are the forecast of the next three months, the mark is the same months last year. Shows teams once one region is chosen.',
      ),
      select: 'forecast/by-region',
      reads,
      format: 'money',
      direction: 'higher',
      scenario: 'forecast',
      span: 5,
      empty: noForecast,
      rows: forecastMonth,
    },
    {
      key: 'by-team',
      kind: 'table',
      title: text('各团队预测', 'Forecast by team'),
      why: text(
        '每个团队每个月的预测与 80% 区间;准确率为该团队回测结果。',
        'Forecast and 80% range by team and month; accuracy is the team’s backtest.',
      ),
      select: 'forecast/by-team',
      reads: { forecast: 'mart.forecast_current' },
      format: 'money',
      direction: 'higher',
      span: 12,
      empty: noForecast,
      columns: [
        { name: 'team_name', title: text('团队', 'Team'), format: 'text' },
        { name: 'region', title: text('区域', 'Region'), format: 'text' },
        { name: 'month', title: text('月份', 'Month'), format: 'month' },
        { name: 'forecast', title: text('预测', 'Forecast'), format: 'money' },
        { name: 'lower', title: text('下限 80%', 'Lower 80%'), format: 'money' },
        { name: 'upper', title: text('上限 80%', 'Upper 80%'), format: 'money' },
        { name: 'accuracy', title: text('准确率', 'Accuracy'), format: 'percent' },
      ],
      rows: forecastMonth,
    },
  ],
});
