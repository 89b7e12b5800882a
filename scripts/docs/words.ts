/** The fixed words of the data dictionary; everything else comes from the declarations. */
export interface Words {
  readonly title: string;
  readonly intro: string;
  readonly layers: Readonly<Record<'stg' | 'dim' | 'fct' | 'mart', string>>;
  readonly header: readonly [string, string, string, string];
  readonly monthly: (column: string) => string;
  readonly whole: string;
  readonly order: string;
  readonly from: string;
  readonly checks: string;
  readonly publishedBy: string;
  readonly personal: string;
}

export const english: Words = {
  title: 'Data dictionary',
  intro:
    'Every published table and its columns, written from the declarations in `models/` by `npm run docs`; do not edit by hand. The same texts stand in ClickHouse: `DESCRIBE TABLE fct.order_event`. 中文：[data-dictionary.zh-CN.md](data-dictionary.zh-CN.md).\n\nA measure says how it adds up. **Additive** adds over everything; **semi-additive** holds at a moment and must not be added over time; **non-additive** is a ratio or a number of a rule: add its parts, then divide. A column without such a word measures nothing.',
  layers: {
    stg: 'stg: what the sources say, one entity a table',
    dim: 'dim: who, what and when',
    fct: 'fct: what happened',
    mart: 'mart: figures to read',
  },
  header: ['Column', 'Type', 'Meaning', 'Adds up'],
  monthly: (column) => `one part a month by \`${column}\``,
  whole: 'in one piece',
  order: 'ordered by',
  from: 'made from',
  checks: 'checked by',
  publishedBy: 'published by',
  personal: 'personal',
};

export const chinese: Words = {
  title: '数据字典',
  intro:
    '所有已发布的表及其列，由 `npm run docs` 按 `models/` 中的声明生成，请勿手工修改。ClickHouse 中有同样的说明：`DESCRIBE TABLE fct.order_event`。English: [data-dictionary.md](data-dictionary.md)。\n\n度量列注明如何相加。**可加**：可沿任何维度相加；**半可加**：某一时点的状态，不得跨时间相加；**不可加**：比率或规则中的数字，应先加总其组成部分再相除。没有注明的列不是度量。',
  layers: {
    stg: 'stg：来源所述，一表一实体',
    dim: 'dim：何人、何物、何时',
    fct: 'fct：发生了什么',
    mart: 'mart：可直接阅读的数字',
  },
  header: ['列', '类型', '含义', '相加'],
  monthly: (column) => `按 \`${column}\` 每月一份`,
  whole: '整表一份',
  order: '排序',
  from: '取自',
  checks: '检查',
  publishedBy: '每日发布时限',
  personal: '个人信息',
};
