import { category, date, i32, instant, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const socialPost = defineEntity({
  name: 'social_post',
  description: 'One post of an account the company watches.',
  columns: {
    post_id: string,
    platform: category,
    author: string.orNull(),
    text: string,
    posted_at: instant,
    business_date: date,
    comments: i32.orNull().adds('semi-additive'),
    reposts: i32.orNull().adds('semi-additive'),
    likes: i32.orNull().adds('semi-additive'),
  },
  key: ['post_id'],
  date: 'business_date',
});
