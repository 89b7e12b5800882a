import { category, date, money, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const review = defineEntity({
  name: 'review',
  description: 'One score somebody gave: to a colleague, to an idea, or to the appraisal scheme itself.',
  descriptionZh: '一次评分：对同事、创意或考核方案。',
  columns: {
    review_id: string.describe('Number of the score', '评分编号'),
    kind: category.describe(
      'peer: of a colleague, innovation: of an idea, scheme: of the appraisal itself',
      '类别：peer 同事互评、innovation 创意、scheme 考核方案',
    ),
    subject_id: string
      .orNull()
      .describe('Employee it is about; NULL: the scheme', '被评员工；NULL：对考核方案的评分'),
    reviewer_id: string.describe('Employee, or a pseudonym', '评分人员工编号或化名'),
    business_date: date.describe('Day in the company time zone', '日期（公司时区）'),
    score: money.describe('Points, 1 to 5 as a rule', '分数，通常 1 至 5'),
    comment: string.orNull().describe('Reason given; NULL: none', '说明；NULL：没有'),
  },
  key: ['review_id'],
  date: 'business_date',
});
