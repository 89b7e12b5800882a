import { category, date, money, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const review = defineEntity({
  name: 'review',
  description: 'One score somebody gave: to a colleague, to an idea, or to the appraisal scheme itself.',
  columns: {
    review_id: string,
    kind: category.describe('peer, innovation, scheme'),
    subject_id: string.orNull().describe('Employee it is about; NULL: the scheme'),
    reviewer_id: string.describe('Employee, or a pseudonym'),
    business_date: date,
    score: money.describe('Points, 1 to 5 as a rule'),
    comment: string.orNull(),
  },
  key: ['review_id'],
  date: 'business_date',
});
