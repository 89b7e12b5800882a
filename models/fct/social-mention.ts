import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { acceptedValues, unique } from '../kit/check.ts';
import { bool, category, date, instant, string } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const fctSocialMention = defineAsset({
  key: 'fct.social_mention',
  description: 'One brand spoken of in one public text.',
  columns: {
    mention_id: string,
    brand: category,
    is_own: bool,
    platform: category,
    post_id: string.describe('Empty when none'),
    text: string,
    happened_at: instant,
    business_date: date,
    sentiment: category.describe('positive, neutral, negative: by a word list, an estimate'),
  },
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'brand', 'mention_id'],
  inputs: { mention: sameMonth('stg.social_mention') },
  compute: sql(),
  checks: [unique('mention_id', 'brand'), acceptedValues('sentiment', ['positive', 'neutral', 'negative'])],
});
