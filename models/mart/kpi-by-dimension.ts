import { type Asset, defineAsset, monthly, publishedBy } from '../kit/asset.ts';
import { acceptedValues, unique } from '../kit/check.ts';
import { category, date, string } from '../kit/column.ts';
import { dimensionMartSql, shownGrains } from '../kpi/compile/dimension-mart.ts';
import { inputsOf } from '../kpi/compile/inputs.ts';
import type { Kpi } from '../kpi/kpi.ts';
import { figures } from './kpi-by-employee.ts';

/** mart.kpi_by_dimension: what the catalogue says of the company, its teams, regions, channels, products and so on. */
export function kpiByDimension(kpis: readonly Kpi[]): Asset {
  return defineAsset({
    key: 'mart.kpi_by_dimension',
    descriptionZh:
      '一个维度成员一月或一季的一个指标，由事实计算；只取一种期间与一个维度，不可跨其相加。仅在 `kpisByDimension: true` 时计算。',
    description:
      'One KPI of one member of a dimension in a month or quarter, computed from facts. Choose one grain and one dimension; never add over either. There with `kpisByDimension: true` only.',
    columns: {
      period: date.describe('First day of the period', '期间首日'),
      grain: category.describe('month, quarter', '期间长度：month 月、quarter 季'),
      kpi: category.describe('Key of the KPI', '指标代码'),
      dimension: category.describe(
        'company, team, region, channel, product, campaign, stage, …',
        '维度：company 公司、team 团队、region 大区、channel 渠道、product 产品、campaign 活动、stage 阶段等',
      ),
      member: string.describe(
        'team_id, region, product_id, …; empty: the company, or unknown',
        '维度成员；空：公司整体或未知',
      ),
      team_id: string.describe(
        'The member where the dimension is team, else empty',
        '月末所在团队；按维度时仅团队行有值',
      ),
      region: string.describe('The member where the dimension is region, else empty', '大区名称'),
      ...figures,
    },
    partitions: monthly('period'),
    orderBy: ['period', 'grain', 'kpi', 'dimension', 'member'],
    inputs: inputsOf(kpis, shownGrains),
    compute: { kind: 'text', sql: dimensionMartSql(kpis), origin: 'models/kpi/compile/dimension-mart.ts' },
    checks: [
      unique('period', 'grain', 'kpi', 'dimension', 'member'),
      acceptedValues(
        'kpi',
        kpis.map(({ declaration }) => declaration.key),
      ),
    ],
    freshness: publishedBy('06:30'),
    scope: { team: 'team_id', region: 'region' },
  });
}
