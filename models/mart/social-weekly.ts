import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { bool, category, date, f64, u32 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martSocialWeekly = defineAsset({
  key: 'mart.social_weekly',
  description: 'What is said of one brand in one week.',
  descriptionZh: '一周内关于一个品牌的议论。',
  columns: {
    week: date.describe('Monday', '周一'),
    brand: category.describe('Brand', '品牌'),
    is_own: bool.describe('Own brand, not a competitor', '自有品牌，非竞品'),
    mentions: u32.adds('additive').describe('Texts that speak of the brand', '提及该品牌的文本数'),
    positive: u32.adds('additive').describe('Mentions in a positive tone', '正面提及数'),
    neutral: u32.adds('additive').describe('Mentions in a neutral tone', '中性提及数'),
    negative: u32.adds('additive').describe('Mentions in a negative tone', '负面提及数'),
    all_mentions: u32.adds('non-additive').describe('Of all brands in the week', '当周所有品牌的提及数'),
    net_sentiment: f64.orNull().describe('(positive − negative) ÷ mentions', '（正面 − 负面）÷ 提及数'),
    share_of_voice: f64.orNull().describe('mentions ÷ all_mentions', '提及数 ÷ 所有品牌提及数'),
  },
  partitions: monthly('week'),
  orderBy: ['week', 'brand'],
  inputs: { mention: all('fct.social_mention') },
  compute: sql(),
  checks: [unique('week', 'brand')],
});
