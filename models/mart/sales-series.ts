import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { bool, date, f64, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martSalesSeries = defineAsset({
  key: 'mart.sales_series',
  description:
    'Net sales of one team on one day without gaps, for analysis only: a workday of which nothing was loaded is filled between the workdays before and after it. Never what people are paid by.',
  descriptionZh:
    '一个团队一天的销售额，序列无缺口，仅供分析：未载入任何数据的工作日由其前后的工作日插值补齐。不用于计酬。',
  columns: {
    day: date.describe('Day', '日期'),
    team_id: string.describe('Team', '团队编号'),
    team_name: string.describe('Name of the team', '团队名称'),
    region: string.describe('Name of the sales region', '大区名称'),
    net_sales: f64
      .describe(
        'Company currency; 0 on days without sales; on filled days an estimate',
        '本位币；无销售的日期为 0；补齐的日期为估计值',
      )
      .adds('additive'),
    is_imputed: bool.describe(
      'Filled by linear interpolation over workdays: nobody in the company sold anything on a workday, though on nine of ten workdays around it somebody did',
      '按工作日线性插值补齐：该工作日全公司无任何销售，而其前后的工作日十之有九有销售',
    ),
  },
  partitions: monthly('day'),
  orderBy: ['day', 'team_id'],
  inputs: { sales: all('mart.sales_daily'), date: all('dim.date'), own_day: all('stg.calendar_day') },
  compute: sql(),
  checks: [unique('day', 'team_id')],
  scope: { team: 'team_id', region: 'region' },
});
