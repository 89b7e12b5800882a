import { bool, category, date, instant, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const socialMention = defineEntity({
  name: 'social_mention',
  description: 'One brand spoken of in one public text; a text that names two brands gives two rows.',
  columns: {
    mention_id: string.describe('Id of the text on its platform'),
    brand: category,
    is_own: bool.describe('Own brand, not a competitor'),
    platform: category,
    post_id: string.orNull(),
    author: string.orNull().isPersonal(),
    text: string,
    happened_at: instant,
    business_date: date,
  },
  key: ['mention_id', 'brand'],
  date: 'business_date',
});
