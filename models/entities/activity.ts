import { category, date, f64, i32, instant, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const activity = defineEntity({
  name: 'activity',
  description: 'One follow-up that a system recorded: a call, a visit.',
  columns: {
    activity_id: string,
    type: category.describe('call, visit, email, meeting, other'),
    employee_id: string.orNull(),
    customer_id: string.orNull(),
    opportunity_id: string.orNull(),
    subject: string.orNull(),
    happened_at: instant,
    business_date: date.describe('Day it happened in the company time zone'),
    recorded_at: instant.orNull().describe('When it was entered'),
    duration_seconds: i32.orNull(),
    check_in_km: f64.orNull().describe('Distance of the check-in from the customer; NULL without check-in'),
    dq_status: category.describe('ok, cleared; under_review: not counted until it is cleared'),
  },
  key: ['activity_id'],
  date: 'business_date',
});
