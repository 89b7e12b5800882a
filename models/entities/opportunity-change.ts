import { category, date, instant, money, share, string, u8 } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const opportunityChange = defineEntity({
  name: 'opportunity_change',
  description: 'One state an opportunity entered: its creation and every later change.',
  columns: {
    change_id: string,
    opportunity_id: string,
    changed_at: instant,
    business_date: date.describe('Day of the change in the company time zone'),
    stage: category,
    stage_no: u8.describe('Place in the funnel, 1 is the first; won is the last, lost is 0'),
    amount: money.orNull().adds('non-additive'),
    probability: share.orNull(),
    close_date: date.orNull(),
    forecast_category: category.orNull(),
    changed_by: string.orNull().describe('Employee'),
  },
  key: ['change_id'],
  date: 'business_date',
});
