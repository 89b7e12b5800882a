import { type Asset, defineAsset, unpartitioned } from '../kit/asset.ts';
import { acceptedValues, unique } from '../kit/check.ts';
import { bool, category, u32 } from '../kit/column.ts';
import { textLiteral } from '../kpi/expression/render.ts';
import type { Kpi } from '../kpi/kpi.ts';
import { isWeighable, weighingOf } from '../kpi/weighing.ts';

/** dim.scorecard_kpi: the KPIs of the catalogue that scorecards can weigh, besides those every appraisal measures. `weighed`: keys of those that plans do. */
export function dimScorecardKpi(kpis: readonly Kpi[], weighed: ReadonlySet<string>): Asset {
  return defineAsset({
    key: 'dim.scorecard_kpi',
    description: 'A KPI of the catalogue that scorecards can weigh, by the declaration in force.',
    descriptionZh: '评分卡可加权的目录指标，按现行声明。',
    columns: {
      kpi: category.describe('Key of the KPI', '指标代码'),
      version: u32.describe('Version of its declaration', '声明版本').isAttribute(),
      form: category.describe(
        'sum: held against a target; ratio: numerator ÷ denominator',
        'sum 与目标相比；ratio 分子 ÷ 分母',
      ),
      direction: category.describe('higher or lower is better', 'higher 越高越好，lower 越低越好'),
      is_weighed: bool.describe('A plan weighs it', '是否有方案加权该指标'),
    },
    partitions: unpartitioned(),
    orderBy: ['kpi'],
    inputs: {},
    compute: { kind: 'text', sql: declarationsSql(kpis, weighed), origin: 'models/dim/scorecard-kpi.ts' },
    checks: [
      unique('kpi'),
      acceptedValues('form', ['sum', 'ratio']),
      acceptedValues('direction', ['higher', 'lower']),
    ],
  });
}

function declarationsSql(kpis: readonly Kpi[], weighed: ReadonlySet<string>): string {
  const rows = kpis.flatMap((kpi) => {
    const weighing = weighingOf(kpi);
    if (!isWeighable(weighing)) return [];
    const { version, form, direction } = weighing;
    const { key } = kpi.declaration;
    return [
      `SELECT ${textLiteral(key)} AS kpi, ${version} AS version, '${form}' AS form, '${direction}' AS direction, ${weighed.has(key)} AS is_weighed`,
    ];
  });
  return rows.length === 0
    ? "SELECT '' AS kpi, 0 AS version, '' AS form, '' AS direction, false AS is_weighed WHERE 0"
    : rows.join('\nUNION ALL\n');
}
