import { category, date, i32, instant, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const socialPost = defineEntity({
  name: 'social_post',
  description: 'One post of an account the company watches.',
  descriptionZh: '公司关注的账号的一条帖子。',
  columns: {
    post_id: string.describe('Number of the post', '帖子编号'),
    platform: category.describe('Social platform', '社交平台'),
    author: string.orNull().describe('Account that wrote it', '作者账号'),
    text: string.describe('The text as it was written', '原文'),
    posted_at: instant.describe('When it was posted', '发布时刻'),
    business_date: date.describe('Day of the post in the company time zone', '发布日（公司时区）'),
    comments: i32
      .orNull()
      .adds('semi-additive')
      .describe('Comments counted when last read', '最近读取时的评论数'),
    reposts: i32
      .orNull()
      .adds('semi-additive')
      .describe('Reposts counted when last read', '最近读取时的转发数'),
    likes: i32.orNull().adds('semi-additive').describe('Likes counted when last read', '最近读取时的点赞数'),
  },
  key: ['post_id'],
  date: 'business_date',
});
