import { bool, category, date, instant, money, share, string, u8 } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const opportunity = defineEntity({
  name: 'opportunity',
  description: 'One sales opportunity in its present state.',
  columns: {
    opportunity_id: string,
    name: string.orNull(),
    customer_id: string.orNull(),
    owner_id: string.orNull().describe('Employee who owns it'),
    stage: category,
    stage_no: u8.describe('Place in the funnel, 1 is the first; won is the last, lost is 0'),
    amount: money.orNull().describe('Without tax, order currency'),
    currency: category.orNull().describe('NULL: company currency'),
    probability: share.orNull(),
    forecast_category: category.orNull(),
    lead_source: category.orNull(),
    created_at: instant,
    created_on: date.describe('Day of creation in the company time zone: the cohort'),
    close_date: date.orNull().describe('Expected, or actual when closed'),
    is_closed: bool,
    is_won: bool,
  },
  key: ['opportunity_id'],
  date: 'created_on',
});
