import { activity } from './activity.ts';
import { customer } from './customer.ts';
import { employee } from './employee.ts';
import { employeeAssignment } from './employee-assignment.ts';
import type { Entity } from './entity.ts';
import { fxRateEntity } from './fx-rate.ts';
import { invoice } from './invoice.ts';
import { opportunity } from './opportunity.ts';
import { opportunityChange } from './opportunity-change.ts';
import { order } from './order.ts';
import { orderCredit } from './order-credit.ts';
import { orderLine } from './order-line.ts';
import { orgUnit } from './org-unit.ts';
import { product } from './product.ts';
import { receipt } from './receipt.ts';
import { refund } from './refund.ts';
import { socialMention } from './social-mention.ts';
import { socialPost } from './social-post.ts';
import { target } from './target.ts';

/** Every canonical entity a source may be mapped to. */
export const entities: readonly Entity[] = [
  employee,
  employeeAssignment,
  orgUnit,
  customer,
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
  target,
  socialPost,
  socialMention,
  fxRateEntity,
];
