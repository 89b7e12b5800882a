import { activity } from './activity.ts';
import { appraisalPeriod } from './appraisal-period.ts';
import { calendarDay } from './calendar-day.ts';
import { campaignSpend } from './campaign-spend.ts';
import { commissionPlan } from './commission-plan.ts';
import { contact } from './contact.ts';
import { customer } from './customer.ts';
import { customerApart } from './customer-apart.ts';
import { customerMerge } from './customer-merge.ts';
import { customerOwner } from './customer-owner.ts';
import { employee } from './employee.ts';
import { employeeAssignment } from './employee-assignment.ts';
import type { Entity } from './entity.ts';
import { entryAudit } from './entry-audit.ts';
import { fxRateEntity } from './fx-rate.ts';
import { inventory } from './inventory.ts';
import { invoice } from './invoice.ts';
import { marketSize } from './market-size.ts';
import { opportunity } from './opportunity.ts';
import { opportunityChange } from './opportunity-change.ts';
import { order } from './order.ts';
import { orderCredit } from './order-credit.ts';
import { orderLine } from './order-line.ts';
import { orgUnit } from './org-unit.ts';
import { planDraw } from './plan-draw.ts';
import { planPerspective } from './plan-perspective.ts';
import { planStep } from './plan-step.ts';
import { priorCustomer } from './prior-customer.ts';
import { product } from './product.ts';
import { receipt } from './receipt.ts';
import { recordCheck } from './record-check.ts';
import { refund } from './refund.ts';
import { review } from './review.ts';
import { scoreCurve } from './score-curve.ts';
import { socialMention } from './social-mention.ts';
import { socialPost } from './social-post.ts';
import { surveyResponse } from './survey-response.ts';
import { suspicionDecision } from './suspicion-decision.ts';
import { target } from './target.ts';
import { ticket } from './ticket.ts';
import { training } from './training.ts';
import { weight } from './weight.ts';

/** Every canonical entity a source may be mapped to. */
export const entities: readonly Entity[] = [
  employee,
  employeeAssignment,
  orgUnit,
  customer,
  customerMerge,
  customerApart,
  customerOwner,
  priorCustomer,
  contact,
  product,
  order,
  orderLine,
  orderCredit,
  refund,
  invoice,
  receipt,
  opportunity,
  opportunityChange,
  activity,
  surveyResponse,
  target,
  socialPost,
  socialMention,
  fxRateEntity,
  calendarDay,
  appraisalPeriod,
  weight,
  scoreCurve,
  commissionPlan,
  planStep,
  planDraw,
  planPerspective,
  campaignSpend,
  marketSize,
  ticket,
  inventory,
  recordCheck,
  review,
  training,
  entryAudit,
  suspicionDecision,
];
