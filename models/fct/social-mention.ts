import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { acceptedValues, unique } from '../kit/check.ts';
import { bool, category, date, instant, string } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const fctSocialMention = defineAsset({
  key: 'fct.social_mention',
  description: 'One brand spoken of in one public text.',
  descriptionZh: '一段公开文本中提到的一个品牌。',
  columns: {
    mention_id: string.describe('Id of the text on its platform', '该文本在平台上的编号'),
    brand: category.describe('Brand', '品牌'),
    is_own: bool.describe('Own brand, not a competitor', '自有品牌，非竞品'),
    platform: category.describe('Social platform', '社交平台'),
    post_id: string.describe('Empty when none', '没有则为空'),
    text: string.describe('The text as it was written', '原文'),
    happened_at: instant.describe('When it happened', '发生时刻'),
    business_date: date.describe('Day it happened in the company time zone', '发生日（公司时区）'),
    sentiment: category.describe(
      'positive, neutral, negative: by a word list, an estimate',
      '情感：positive、neutral、negative；按词表估计',
    ),
  },
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'brand', 'mention_id'],
  inputs: { mention: sameMonth('stg.social_mention') },
  compute: sql(),
  checks: [unique('mention_id', 'brand'), acceptedValues('sentiment', ['positive', 'neutral', 'negative'])],
});
