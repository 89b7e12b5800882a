import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { bool, category, date, f64, u32 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martSocialWeekly = defineAsset({
  key: 'mart.social_weekly',
  description: 'What is said of one brand in one week.',
  columns: {
    week: date.describe('Monday'),
    brand: category,
    is_own: bool,
    mentions: u32.adds('additive'),
    positive: u32.adds('additive'),
    neutral: u32.adds('additive'),
    negative: u32.adds('additive'),
    all_mentions: u32.adds('non-additive').describe('Of all brands in the week'),
    net_sentiment: f64.orNull().describe('(positive − negative) ÷ mentions'),
    share_of_voice: f64.orNull().describe('mentions ÷ all_mentions'),
  },
  partitions: monthly('week'),
  orderBy: ['week', 'brand'],
  inputs: { mention: all('fct.social_mention') },
  compute: sql(),
  checks: [unique('week', 'brand')],
});
