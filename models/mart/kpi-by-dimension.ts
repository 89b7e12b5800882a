import { type Asset, defineAsset, monthly, publishedBy } from '../kit/asset.ts';
import { acceptedValues, unique } from '../kit/check.ts';
import { category, date, string } from '../kit/column.ts';
import { dimensionMartSql } from '../kpi/compile/dimension-mart.ts';
import { inputsOf } from '../kpi/compile/mart.ts';
import type { Kpi } from '../kpi/kpi.ts';
import { figures } from './kpi-by-employee.ts';

/** mart.kpi_by_dimension: what the catalogue says of the company, its teams, regions, channels, products and so on. */
export function kpiByDimension(kpis: readonly Kpi[]): Asset {
  return defineAsset({
    key: 'mart.kpi_by_dimension',
    description:
      'One KPI of one member of a dimension in a month or quarter, computed from facts. Choose one grain and one dimension; never add over either.',
    columns: {
      period: date.describe('First day of the period'),
      grain: category.describe('month, quarter'),
      kpi: category,
      dimension: category.describe('company, team, region, channel, product, campaign, stage, …'),
      member: string.describe('team_id, region, product_id, …; empty: the company, or unknown'),
      team_id: string.describe('The member where the dimension is team, else empty'),
      region: string.describe('The member where the dimension is region, else empty'),
      ...figures,
    },
    partitions: monthly('period'),
    orderBy: ['period', 'grain', 'kpi', 'dimension', 'member'],
    inputs: inputsOf(kpis),
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
