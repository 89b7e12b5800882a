import { entities } from '../entities/entities.ts';
import type { Entity } from '../entities/entity.ts';
import { type Asset, defineAsset, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { category, date, f64, u32 } from '../kit/column.ts';
import { all, type PartitionMapping } from '../kit/mapping.ts';
import { survivesBy } from '../staging/identity-asset.ts';
import { mappingKey } from '../staging/mapping-asset.ts';
import type { StagedSource } from '../staging/source.ts';

const columns = {
  month: date.describe(
    'First day of the month of the business date as the first source has it; 1970-01-01: the entity has none',
    '业务日所在月的首日，按第一来源；1970-01-01：该实体无日期',
  ),
  source: category.describe('Source that is followed first', '优先采用的来源'),
  other_source: category.describe('Source it is compared with', '与之比较的来源'),
  entity: category.describe('What the rows are', '实体'),
  field: category.describe(
    'What is compared; customer_id: whether both accounts are of one company; status: whether it is cancelled',
    '比较的字段；customer_id：两个客户编号是否同属一家企业；status：是否已取消',
  ),
  numerator: u32.describe('Records on which both agree', '两个来源一致的记录数').adds('additive'),
  denominator: u32
    .describe(
      'Records that both know, and of which both say something',
      '两个来源均有该记录且均填写该字段的记录数',
    )
    .adds('additive'),
  value: f64.describe('Numerator ÷ denominator, of one', '分子 ÷ 分母，以 1 为整体'),
};

/** mart.source_agreement: what two sources say of one record, compared field by field, for every pair of sources that know an entity. */
export function martSourceAgreement(sources: readonly StagedSource[]): Asset {
  const pairs = entities.flatMap((entity) => pairsOf(entity, sources));
  const inputs = pairs.flatMap(({ entity, one, other }) =>
    [one, other].map((source): [string, PartitionMapping] => [
      aliasOf(entity, source),
      all(mappingKey(entity, source)),
    ]),
  );
  const namesCustomers = pairs.some(({ entity }) => entity.compared?.customer_id !== undefined);
  return defineAsset({
    key: 'mart.source_agreement',
    description:
      'How often two sources say the same of the records both know, field by field and month by month. Add numerators and denominators, then divide.',
    descriptionZh: '两个来源对同一记录逐字段、逐月的一致程度。先分别加总分子与分母再相除。',
    columns,
    partitions: unpartitioned(),
    orderBy: ['source', 'other_source', 'entity', 'field', 'month'],
    inputs: {
      ...Object.fromEntries(inputs),
      ...(namesCustomers ? { account: all('dim.customer_map') } : {}),
    },
    compute: {
      kind: 'text',
      sql: pairs.length === 0 ? nothing : pairs.map(comparisonOf).join('\nUNION ALL\n'),
      origin: 'models/mart/source-agreement.ts',
    },
    checks: [unique('source', 'other_source', 'entity', 'field', 'month')],
  });
}

interface Pair {
  readonly entity: Entity;
  readonly one: StagedSource;
  readonly other: StagedSource;
}

/** Of sources in order of precedence, each with each that comes after it. */
function pairsOf(entity: Entity, sources: readonly StagedSource[]): readonly Pair[] {
  if (entity.compared === undefined) return [];
  const fed = sources.filter(({ mappings }) => mappings[entity.name] !== undefined);
  return fed.flatMap((one, at) => fed.slice(at + 1).map((other) => ({ entity, one, other })));
}

function aliasOf({ name }: Entity, source: StagedSource): string {
  return `${name}__${source.name}`;
}

function comparisonOf({ entity, one, other }: Pair): string {
  const compared = Object.entries(entity.compared ?? {});
  const by = survivesBy(entity);
  const said = (source: StagedSource) =>
    `${[
      `SELECT ${by.join(', ')}, ${monthOf(entity)} AS month_of`,
      ...compared.map(([field, of]) => `toString(${of}) AS said_${field}`),
    ].join(', ')} FROM ${aliasOf(entity, source)} GROUP BY ${by.join(', ')}`;
  const told = compared.map(
    ([field]) => `('${field}', ${companyOr(field, 'one')}, ${companyOr(field, 'other')})`,
  );
  return `SELECT
    month_of AS month,
    '${one.name}' AS source,
    '${other.name}' AS other_source,
    '${entity.name}' AS entity,
    pair.1 AS field,
    toUInt32(countIf(pair.2 = pair.3)) AS numerator,
    toUInt32(count()) AS denominator,
    numerator / denominator AS value
FROM (
    SELECT one.month_of AS month_of, arrayJoin([${told.join(', ')}]) AS pair
    FROM (${said(one)}) AS one
    INNER JOIN (${said(other)}) AS other ON ${by.map((name) => `one.${name} = other.${name}`).join(' AND ')}${companies(entity)}
)
WHERE notEmpty(ifNull(pair.2, '')) AND notEmpty(ifNull(pair.3, ''))
GROUP BY month, field`;
}

function monthOf({ date: day }: Entity): string {
  return day === undefined ? "toDate('1970-01-01')" : `toStartOfMonth(min(${day}))`;
}

/** Two accounts of one company are the same customer. */
function companyOr(field: string, side: 'one' | 'other'): string {
  const said = `${side}.said_${field}`;
  if (field !== 'customer_id') return said;
  return `if(of_${side}.customer_id = '', ${said}, of_${side}.company)`;
}

function companies({ compared }: Entity): string {
  if (compared?.customer_id === undefined) return '';
  const accounts =
    '(SELECT customer_id, argMax(survivor_id, valid_to) AS company FROM account GROUP BY customer_id)';
  return (['one', 'other'] as const)
    .map(
      (side) =>
        `\n    LEFT JOIN ${accounts} AS of_${side} ON of_${side}.customer_id = ${side}.said_customer_id`,
    )
    .join('');
}

const nothing = `SELECT
    toDate('1970-01-01') AS month, '' AS source, '' AS other_source, '' AS entity, '' AS field,
    toUInt32(0) AS numerator, toUInt32(0) AS denominator, toFloat64(0) AS value
WHERE 0`;
