import { entities } from '../entities/entities.ts';
import type { Entity } from '../entities/entity.ts';
import { type Asset, defineAsset, unpartitioned } from '../kit/asset.ts';
import { acceptedValues, unique } from '../kit/check.ts';
import { category, date, f64, string, u32 } from '../kit/column.ts';
import { all, type PartitionMapping } from '../kit/mapping.ts';
import { mappingKey } from '../staging/mapping-asset.ts';
import { relationNames } from '../staging/relation-names.ts';
import type { Mapping, StagedSource } from '../staging/source.ts';

const columns = {
  month: date.describe(
    'First day of the month of the business date; 1970-01-01: the entity has none and is judged as it is now',
    '业务日所在月的首日；1970-01-01：该实体无日期，按现状评价',
  ),
  source: category.describe('Source the rows came from', '记录所属来源'),
  entity: category.describe('What the rows are; empty: the source as a whole', '实体；空：整个来源'),
  streams: string.describe('Streams of the source they are made from', '所用的数据流'),
  measure: category.describe(
    'completeness: expected fields that are filled; timeliness: rows entered in time; accuracy: checked records found correct',
    'completeness 完整性：应填字段中已填者；timeliness 及时性：按时录入的记录；accuracy 准确性：抽查记录中正确者',
  ),
  numerator: u32
    .describe('Fields or rows that are as they should be', '合格的字段数或记录数')
    .adds('additive'),
  denominator: u32.describe('Fields or rows that were looked at', '评价的字段数或记录数').adds('additive'),
  value: f64
    .orNull()
    .describe(
      'Numerator ÷ denominator, of one; NULL: nothing to look at',
      '分子 ÷ 分母，以 1 为整体；无可评价者为 NULL',
    ),
};

/** mart.quality_score over whatever the sources are mapped to. */
export function martQualityScore(sources: readonly StagedSource[]): Asset {
  const fed = sources.flatMap((source) =>
    entities.flatMap((entity) => {
      const mapping = source.mappings[entity.name];
      return mapping === undefined || !isMeasured(entity) ? [] : [{ source, entity, mapping }];
    }),
  );
  const inputs = fed.map(({ source, entity }): [string, PartitionMapping] => [
    aliasOf(source, entity),
    all(mappingKey(entity, source)),
  ]);
  return defineAsset({
    key: 'mart.quality_score',
    description:
      'How complete, timely and accurate the rows of one entity of one source are in one month. Add numerators and denominators, then divide.',
    descriptionZh: '一个来源的一个实体在一个月内的完整性、及时性与准确性。先分别加总分子与分母再相除。',
    columns,
    partitions: unpartitioned(),
    orderBy: ['source', 'entity', 'measure', 'month'],
    inputs: { ...Object.fromEntries(inputs), checked: all('stg.record_check') },
    compute: {
      kind: 'text',
      sql: [...fed.flatMap(selectsOf), accuracy].join('\nUNION ALL\n'),
      origin: 'models/mart/quality-score.ts',
    },
    checks: [
      unique('source', 'entity', 'measure', 'month'),
      acceptedValues('measure', ['completeness', 'timeliness', 'accuracy']),
    ],
  });
}

function isMeasured({ expected = [], entry }: Entity): boolean {
  return expected.length > 0 || entry !== undefined;
}

function aliasOf({ name }: StagedSource, entity: Entity): string {
  return `${entity.name}__${name}`;
}

interface Fed {
  readonly source: StagedSource;
  readonly entity: Entity;
  readonly mapping: Mapping;
}

/** A row whose entry nobody has told is no row entered late: it is not looked at. */
function selectsOf({ source, entity, mapping }: Fed): readonly string[] {
  const { expected = [], entry } = entity;
  const filled = expected.map((name) => `isNotNull(${name}) AND toString(${name}) != ''`);
  const measured = [
    ...(filled.length === 0
      ? []
      : [
          [
            'completeness',
            `sum(${filled.map((each) => `toUInt32(${each})`).join(' + ')})`,
            `count() * ${filled.length}`,
          ],
        ]),
    ...(entry === undefined
      ? []
      : [
          [
            'timeliness',
            `countIf(dateDiff('second', ${entry.happened}, ${entry.entered}) <= ${entry.withinHours * 3600})`,
            `countIf(isNotNull(${entry.entered}))`,
          ],
        ]),
  ];
  const month = entity.date === undefined ? "toDate('1970-01-01')" : `toStartOfMonth(${entity.date})`;
  return measured.map(
    ([measure, numerator, denominator]) => `SELECT
    ${month} AS month,
    '${source.name}' AS source,
    '${entity.name}' AS entity,
    '${relationNames(mapping.sql).join(', ')}' AS streams,
    '${measure}' AS measure,
    toUInt32(${numerator}) AS numerator,
    toUInt32(${denominator}) AS denominator,
    if(denominator = 0, NULL, numerator / denominator) AS value
FROM ${aliasOf(source, entity)}
GROUP BY month
HAVING denominator > 0`,
  );
}

const accuracy = `SELECT
    toStartOfMonth(business_date) AS month,
    toString(checked_source) AS source,
    '' AS entity,
    '' AS streams,
    'accuracy' AS measure,
    toUInt32(sum(correct)) AS numerator,
    toUInt32(sum(checked)) AS denominator,
    if(denominator = 0, NULL, numerator / denominator) AS value
FROM checked
GROUP BY month, source`;
