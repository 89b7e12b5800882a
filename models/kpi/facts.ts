import { dimCustomerSurvivor } from '../dim/customer-survivor.ts';
import { fctActivity } from '../fct/activity.ts';
import { fctCampaignSpend } from '../fct/campaign-spend.ts';
import { fctCustomerMonth } from '../fct/customer-month.ts';
import { fctDelivery } from '../fct/delivery.ts';
import { fctEmployeeWorkday } from '../fct/employee-workday.ts';
import { fctEntryAudit } from '../fct/entry-audit.ts';
import { fctFirstOrder } from '../fct/first-order.ts';
import { fctFunnelStep } from '../fct/funnel-step.ts';
import { fctInventory } from '../fct/inventory.ts';
import { fctMarketSize } from '../fct/market-size.ts';
import { fctOpportunity } from '../fct/opportunity.ts';
import { fctOrderEvent } from '../fct/order-event.ts';
import { fctOrderMargin } from '../fct/order-margin.ts';
import { fctPayment } from '../fct/payment.ts';
import { fctReceivable } from '../fct/receivable.ts';
import { fctRecordCheck } from '../fct/record-check.ts';
import { fctReview } from '../fct/review.ts';
import { fctSeasonMonth } from '../fct/season-month.ts';
import { fctSocialMention } from '../fct/social-mention.ts';
import { fctSurveyResponse } from '../fct/survey-response.ts';
import { fctTargetMonth } from '../fct/target-month.ts';
import { fctTicket } from '../fct/ticket.ts';
import { fctTraining } from '../fct/training.ts';
import { factName, type KpiFact, type Lookup } from './fact.ts';

/** The account that stands for the company behind an account; an account nobody knows stands for itself. */
const company: Lookup = {
  name: 'company',
  asset: dimCustomerSurvivor,
  kind: 'text',
  on: 'customer_id',
  key: 'customer_id',
  sql: "if(found.customer_id = '', fact.customer_id, found.survivor_id)",
};

const byOrder = { kind: 'credit', order: 'order_no' } as const;
const own = { kind: 'column', column: 'employee_id' } as const;

const declared: readonly KpiFact[] = [
  {
    asset: fctOrderEvent,
    ...{ date: 'business_date', grain: 'day', employees: byOrder },
    only: "dq_status != 'under_review'",
    known: 'known_on',
    dimensions: { channel: 'channel', product: 'product_id', campaign: 'promotion' },
    lookups: [company],
  },
  {
    asset: fctFirstOrder,
    ...{ date: 'business_date', grain: 'day', employees: byOrder },
    dimensions: { channel: 'channel' },
  },
  { asset: fctTargetMonth, date: 'month', grain: 'month', employees: own },
  { asset: fctOpportunity, date: 'created_on', grain: 'day', employees: own },
  {
    asset: fctFunnelStep,
    ...{ date: 'created_on', grain: 'day', employees: own },
    dimensions: { stage: 'stage' },
  },
  { asset: fctActivity, date: 'business_date', grain: 'day', employees: own, known: 'recorded_at' },
  { asset: fctEmployeeWorkday, date: 'business_date', grain: 'day', employees: own },
  {
    asset: fctReceivable,
    ...{ date: 'due_date', grain: 'month', employees: byOrder },
    snapshot: { kind: 'newest', of: 'invoice_no', at: 'month' },
    lookups: [company],
  },
  {
    asset: fctPayment,
    ...{ date: 'business_date', grain: 'day', employees: byOrder },
    only: "order_no != ''",
    known: 'known_on',
    lookups: [company],
  },
  {
    asset: fctCustomerMonth,
    ...{ date: 'month', grain: 'month', employees: own },
    snapshot: { kind: 'last' },
  },
  {
    asset: fctSurveyResponse,
    ...{ date: 'business_date', grain: 'day', employees: own },
    lookups: [company],
  },
  {
    asset: fctSocialMention,
    ...{ date: 'business_date', grain: 'day' },
    dimensions: { platform: 'platform' },
  },
  {
    asset: fctDelivery,
    ...{ date: 'due_date', grain: 'day', employees: byOrder },
    dimensions: { channel: 'channel' },
  },
  {
    asset: fctOrderMargin,
    ...{ date: 'business_date', grain: 'day' },
    dimensions: { campaign: 'campaign', channel: 'channel' },
  },
  {
    asset: fctCampaignSpend,
    ...{ date: 'business_date', grain: 'day' },
    dimensions: { campaign: 'campaign', channel: 'channel' },
  },
  {
    asset: fctMarketSize,
    ...{ date: 'month', grain: 'month' },
    dimensions: { region: 'region', segment: 'segment' },
  },
  { asset: fctTicket, date: 'business_date', grain: 'day', employees: own },
  {
    asset: fctInventory,
    ...{ date: 'business_date', grain: 'month' },
    snapshot: { kind: 'last', of: ['product_id', 'warehouse'] },
    dimensions: { product: 'product_id' },
  },
  {
    asset: fctRecordCheck,
    ...{ date: 'business_date', grain: 'day' },
    dimensions: { source: 'checked_source' },
  },
  {
    asset: fctReview,
    ...{ date: 'business_date', grain: 'day' },
    employees: { kind: 'column', column: 'subject_id' },
  },
  {
    asset: fctTraining,
    ...{ date: 'business_date', grain: 'day', employees: own },
    dimensions: { course: 'course' },
  },
  { asset: fctEntryAudit, date: 'business_date', grain: 'day', employees: own },
  { asset: fctSeasonMonth, date: 'month', grain: 'month', dimensions: { product: 'product_id' } },
];

/** Everything a KPI may be measured over, by name. */
export const kpiFacts: ReadonlyMap<string, KpiFact> = new Map(
  declared.map((fact) => [factName(fact), Object.freeze(fact)]),
);
