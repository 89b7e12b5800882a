import { bool, category, date, instant, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const socialMention = defineEntity({
  name: 'social_mention',
  description: 'One brand spoken of in one public text; a text that names two brands gives two rows.',
  descriptionZh: '一段公开文本中提到的一个品牌；提到两个品牌则为两行。',
  columns: {
    mention_id: string.describe('Id of the text on its platform', '该文本在平台上的编号'),
    brand: category.describe('Brand', '品牌'),
    is_own: bool.describe('Own brand, not a competitor', '自有品牌，非竞品'),
    platform: category.describe('Social platform', '社交平台'),
    post_id: string.orNull().describe('Post it belongs to', '所属帖子编号'),
    author: string.orNull().isPersonal().describe('Account that wrote it', '作者账号'),
    text: string.describe('The text as it was written', '原文'),
    happened_at: instant.describe('When it happened', '发生时刻'),
    business_date: date.describe('Day it happened in the company time zone', '发生日（公司时区）'),
  },
  key: ['mention_id', 'brand'],
  date: 'business_date',
});
