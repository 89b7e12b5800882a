import { type Asset, defineAsset, unpartitioned } from '../kit/asset.ts';
import { acceptedValues, unique } from '../kit/check.ts';
import { baseMoney, category, u32 } from '../kit/column.ts';
import { textLiteral } from '../kpi/expression/render.ts';
import type { Kpi } from '../kpi/kpi.ts';

/** dim.leaderboard: what people are ranked by, from the `ranking` of KPI declarations; the score of an appraised period always. */
export function dimLeaderboard(kpis: readonly Kpi[]): Asset {
  return defineAsset({
    key: 'dim.leaderboard',
    description: 'What people are ranked by, and who takes part.',
    descriptionZh: '排名所依据的指标及参评条件。',
    columns: {
      kpi: category.describe(
        'Key of the KPI; score: the score of an appraised period',
        '指标代码；score：考核期间得分',
      ),
      direction: category.describe('higher or lower is better', 'higher 越高越好，lower 越低越好'),
      minimum_days: u32
        .adds('non-additive')
        .describe(
          'Days in service by the end of the period that are asked for',
          '截至期末至少应有的在职天数',
        ),
      minimum_base: baseMoney
        .adds('non-additive')
        .describe(
          'Least denominator; of a KPI without one, the least number of rows behind it',
          '最小分母；没有分母的指标为最少事实行数',
        ),
    },
    partitions: unpartitioned(),
    orderBy: ['kpi'],
    inputs: {},
    compute: { kind: 'text', sql: termsSql(kpis), origin: 'models/dim/leaderboard.ts' },
    checks: [unique('kpi'), acceptedValues('direction', ['higher', 'lower'])],
  });
}

function termsSql(kpis: readonly Kpi[]): string {
  const ranked = kpis.flatMap(({ declaration: { key, direction, ranking } }) =>
    ranking === undefined
      ? []
      : [`(${textLiteral(key)}, '${direction}', ${ranking.minimum_days}, '${ranking.minimum_base}')`],
  );
  const rows = ["('score', 'higher', 0, '0')", ...ranked];
  return `SELECT
    terms.1 AS kpi,
    terms.2 AS direction,
    terms.3 AS minimum_days,
    toDecimal128(terms.4, 12) AS minimum_base
FROM (SELECT arrayJoin([${rows.join(', ')}]) AS terms)`;
}
