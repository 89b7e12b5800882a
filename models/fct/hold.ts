import { type Asset, defineAsset, monthly } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { date, string, strings } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';
import { foundBy } from '../quality/found.ts';
import type { ActiveRule } from '../quality/settings.ts';

/**
 * fct.order_hold and fct.activity_hold. They read what holding rules read and nothing else, so that sales never wait for
 * a rule that only lists, and an order never for follow-ups.
 */
export function holdAssets(rules: readonly ActiveRule[]): readonly Asset[] {
  // Numbers of suspicions name people, and whoever may read orders may not read whom they accuse.
  const by = strings.describe('Rules whose suspicions hold it', '导致其暂停计入的疑点所属规则');
  const business_date = date.describe('Business date of it', '其业务日');
  return [
    defineAsset({
      key: 'fct.order_hold',
      description: 'One order whose credit is held because of suspicions; the month is that of the order.',
      descriptionZh: '因疑点而暂停计入的一张订单；月份为该订单所在月。',
      columns: { order_no: string.describe('Order number', '订单号'), business_date, rules: by },
      partitions: monthly('business_date'),
      orderBy: ['order_no'],
      ...heldBy(rules, { kind: 'order', alias: 'booked', asset: 'stg.order', key: 'order_no' }),
      checks: [unique('order_no')],
    }),
    defineAsset({
      key: 'fct.activity_hold',
      description:
        'One follow-up that does not count because of suspicions; the month is that of the follow-up.',
      descriptionZh: '因疑点而暂不计数的一次跟进；月份为该跟进所在月。',
      columns: {
        activity_id: string.describe('Number of the follow-up', '跟进编号'),
        business_date,
        rules: by,
      },
      partitions: monthly('business_date'),
      orderBy: ['activity_id'],
      ...heldBy(rules, { kind: 'activity', alias: 'activity', asset: 'stg.activity', key: 'activity_id' }),
      checks: [unique('activity_id')],
    }),
  ];
}

interface Subject {
  readonly kind: 'order' | 'activity';
  readonly alias: string;
  readonly asset: 'stg.order' | 'stg.activity';
  readonly key: string;
}

function heldBy(every: readonly ActiveRule[], { kind, alias, asset, key }: Subject) {
  const rules = every.filter(({ rule, holds }) => holds && rule.subject === kind);
  const sql = `WITH
    ${rules.length === 0 ? '' : `found AS (\n${foundBy(rules)}\n),\n    `}held AS (
        SELECT arrayJoin(concerns) AS id, splitByChar(':', suspicion_id)[1] AS rule FROM decision WHERE state = 'confirmed' AND subject_kind = '${kind}'${
          rules.length === 0 ? '' : openOnes
        }
    )
SELECT
    ${alias}.${key} AS ${key},
    any(${alias}.business_date) AS business_date,
    arraySort(groupUniqArray(held.rule)) AS rules
FROM held
INNER JOIN ${alias} ON ${alias}.${key} = held.id
GROUP BY ${key}`;
  return {
    inputs: {
      ...Object.assign({}, ...rules.map(({ rule }) => rule.inputs)),
      [alias]: all(asset),
      decision: all('stg.suspicion_decision'),
    },
    compute: { kind: 'text', sql, origin: 'models/fct/hold.ts' },
  } as const;
}

const openOnes = `
        UNION ALL
        SELECT arrayJoin(found.concerns), found.rule
        FROM found
        LEFT JOIN decision AS said ON said.suspicion_id = concat(found.rule, ':', found.subject_id)
        WHERE NOT (said.state = 'cleared' AND said.evidence_hash = found.evidence_hash)`;
