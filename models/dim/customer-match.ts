import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { bool, share, string, strings } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimCustomerMatch = defineAsset({
  key: 'dim.customer_match',
  description:
    'Two accounts that are one customer by what they say of themselves, or may be: with what speaks for it, and how much.',
  descriptionZh: '按自身资料判断为同一客户或可能为同一客户的两个客户账号，附依据与可信度。',
  columns: {
    left_id: string.describe('Account; of the two, the one that sorts first', '客户编号；两者中排序在前者'),
    left_code: string.describe(
      'Its credit code in capitals; empty where it has none',
      '其统一社会信用代码（大写）；没有则为空',
    ),
    right_id: string.describe('The other account', '另一客户编号'),
    right_code: string.describe(
      'Credit code of the other account in capitals; empty where it has none',
      '另一客户的统一社会信用代码（大写）；没有则为空',
    ),
    confidence: share.describe(
      'How likely they are one customer, 0 to 1; 1: the same credit code',
      '为同一客户的可信度，0 至 1；1 表示信用代码相同',
    ),
    evidence: strings.describe(
      'credit_code; name: equal without legal form, script, width and punctuation; words or characters: the same in another order; sound: the same pinyin; similar: few letters apart; phone; email; host: the same own mail host; city: differs, which speaks against it',
      'credit_code 信用代码；name 去除公司后缀、繁简、全半角与标点后同名；words、characters 词或字相同而次序不同；sound 拼音相同；similar 仅个别字符不同；phone 电话；email 邮箱；host 自有邮箱域名相同；city 城市不同（反证）',
    ),
    similarity: share.describe(
      'Names, without their legal form: 1 less the letters to change, divided by the longer one',
      '名称相似度（不计公司后缀）：1 减去“需改字数 ÷ 较长者字数”',
    ),
    is_automatic: bool.describe(
      'Sure enough to be united without asking; else it waits for people',
      '可信度足以自动合并；否则待人工确认',
    ),
  },
  partitions: unpartitioned(),
  orderBy: ['left_id', 'right_id'],
  inputs: { customer: all('stg.customer'), han: all('dim.han_character') },
  compute: sql(),
  checks: [unique('left_id', 'right_id')],
});
