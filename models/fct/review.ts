import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { category, date, money, string } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const fctReview = defineAsset({
  key: 'fct.review',
  description: 'One score somebody gave: to a colleague, to an idea, or to the appraisal scheme itself.',
  descriptionZh: '一次评分：对同事、创意或考核方案。',
  columns: {
    review_id: string.describe('Number of the score', '评分编号'),
    kind: category.describe(
      'peer: of a colleague, innovation: of an idea, scheme: of the appraisal itself',
      '类别：peer 同事互评、innovation 创意、scheme 考核方案',
    ),
    subject_id: string.describe('`unassigned` when unknown', '被评员工；未知为 `unassigned`'),
    reviewer_id: string.describe(
      'Employee, or a pseudonym; empty: about the scheme',
      '评分人员工编号或化名；对考核方案的评分为空',
    ),
    business_date: date.describe('Day in the company time zone', '日期（公司时区）'),
    score: money.describe('Points, 1 to 5 as a rule', '分数，通常 1 至 5'),
    comment: string.describe('Reason given; empty: none', '说明；空：没有'),
  },
  partitions: monthly('business_date'),
  orderBy: ['review_id'],
  inputs: { review: sameMonth('stg.review') },
  compute: sql(),
  checks: [unique('review_id')],
  scope: { employee: 'subject_id' },
});
