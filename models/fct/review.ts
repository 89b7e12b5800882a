import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { category, date, money, string } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const fctReview = defineAsset({
  key: 'fct.review',
  description: 'One score somebody gave: to a colleague, to an idea, or to the appraisal scheme itself.',
  columns: {
    review_id: string,
    kind: category.describe('peer, innovation, scheme'),
    subject_id: string.describe('`unassigned` when unknown'),
    reviewer_id: string.describe('Employee, or a pseudonym'),
    business_date: date,
    score: money.describe('Points, 1 to 5 as a rule'),
    comment: string,
  },
  partitions: monthly('business_date'),
  orderBy: ['review_id'],
  inputs: { review: sameMonth('stg.review') },
  compute: sql(),
  checks: [unique('review_id')],
  scope: { employee: 'subject_id' },
});
