import { businessDay, instantOf, isWorkday } from './calendar.ts';
import { crmDate, crmId, crmInstant, putCrm } from './crm-records.ts';
import type { Customer } from './customer.ts';
import { customersByOwner } from './customers.ts';
import { activeReps } from './people.ts';
import { type Prng, prngFor } from './prng.ts';
import type { Employee } from './sales-force.ts';
import { VisitPlan } from './visit-plan.ts';
import { later, recordedAt, type Today, type World } from './world.ts';

export interface Activity {
  readonly id: string;
  readonly type: 'visit' | 'call';
  readonly rep: Employee;
  readonly customer: Customer;
  readonly opportunityId: string | undefined;
  readonly happened: number;
  readonly minutes: number;
  readonly note: string;
  readonly timeless: boolean;
  readonly distanceKm: number | null;
  created: number;
}

const activitiesInThreeYears = 100_000;
const workdayShare = 0.682;
const notes = [
  '沟通年度框架协议,客户希望账期延长',
  '现场试用刀具,反馈良好',
  '客户反映交期偏长,已协调仓库',
  '介绍劳保新品,留样三套',
  '确认报价单,等待采购审批',
  '了解竞争对手报价,价格低约5%',
  '回访上月订单,无质量问题',
  '拜访设备主管,挖掘备件需求',
];

/** The visits and calls of a day's reps. */
export function doActivities(world: World, today: Today): void {
  if (!isWorkday(today.day)) return;
  const prng = prngFor(world.seed, 'activities', today.day);
  const byOwner = customersByOwner(world);
  const mean = (activitiesInThreeYears * world.scale) / (1096 * workdayShare) / 59;
  for (const rep of activeReps(world, today.day)) {
    const customers = byOwner.get(rep) ?? [];
    const count = customers.length === 0 ? 0 : prng.count(mean * (0.4 + prng.next() * 1.2));
    const plan = new VisitPlan(today.day);
    for (let nth = 0; nth < count; nth += 1) {
      doOne(world, today, { prng, rep, customer: prng.pick(customers), plan });
    }
  }
}

interface Doing {
  readonly prng: Prng;
  readonly rep: Employee;
  readonly customer: Customer;
  readonly plan: VisitPlan;
}

function doOne(world: World, today: Today, { prng, rep, customer, plan }: Doing): void {
  const type = prng.chance(0.45) ? 'visit' : 'call';
  const open = customer.openOpportunities;
  const planned: Activity = {
    id: crmId(world, type === 'visit' ? 'Event' : 'Task'),
    type,
    rep,
    customer,
    opportunityId: open.length > 0 && prng.chance(0.7) ? prng.pick(open).id : undefined,
    happened: instantOf(today.day, prng.int(8 * 3600, 19 * 3600)),
    minutes: prng.int(3, type === 'visit' ? 120 : 25),
    note: prng.pick(notes),
    timeless: prng.chance(0.002),
    distanceKm: type === 'visit' && prng.chance(0.9) ? checkInDistance(prng) : null,
    created: 0,
  };
  const happened = type === 'visit' ? plan.place(planned.happened, planned.minutes) : planned.happened;
  const activity: Activity = { ...planned, happened };
  const lag = prng.chance(0.05) ? prng.int(1, 10) : 0;
  later(world, today.day + lag, (then) => recordActivity(then, activity));
  if (prng.chance(0.003)) later(world, today.day + lag + prng.int(1, 20), (then) => erase(then, activity));
}

function checkInDistance(prng: Prng): number {
  return Math.round((prng.chance(0.04) ? 3 + prng.next() * 40 : prng.next() * 0.8) * 100) / 100;
}

/** Writes down what happened, and that it did. */
export function recordActivity(today: Today, activity: Activity): void {
  activity.created = recordedAt(today, activity.happened);
  write(today, activity, activity.created, false);
  const object = activity.type === 'visit' ? 'Event' : 'Task';
  if (activity.timeless) {
    today.facts.push({ kind: 'malformed', object, key: activity.id, reason: 'activity_no_time' });
    return;
  }
  const day = businessDay(activity.happened);
  today.facts.push({
    ...{ kind: 'activity', activity: activity.id, type: activity.type },
    ...{ employee: activity.rep.id, day },
  });
}

function erase(today: Today, activity: Activity): void {
  write(today, activity, recordedAt(today, activity.happened), true);
  if (!activity.timeless) today.facts.push({ kind: 'activity-deleted', activity: activity.id });
}

function write(today: Today, activity: Activity, at: number, deleted: boolean): void {
  const stamps = { id: activity.id, created: activity.created, modified: at, deleted };
  const { customer, happened, minutes } = activity;
  const shared = {
    OwnerId: activity.rep.crmId,
    AccountId: customer.crmId,
    WhatId: activity.opportunityId ?? customer.crmId,
    Description: activity.note,
  };
  if (activity.type === 'call') {
    putCrm(today, 'Task', stamps, {
      ...shared,
      Subject: `电话 ${customer.name}`,
      Type: 'Call',
      Status: 'Completed',
      ActivityDate: crmDate(businessDay(happened)),
      CompletedDateTime: activity.timeless ? null : crmInstant(happened),
      CallDurationInSeconds: minutes * 60,
    });
    return;
  }
  putCrm(today, 'Event', stamps, {
    ...shared,
    Subject: `拜访 ${customer.name}`,
    Type: 'Visit',
    StartDateTime: activity.timeless ? null : crmInstant(happened),
    EndDateTime: activity.timeless ? null : crmInstant(happened + minutes * 60_000),
    Location: customer.name,
    Check_In_Distance_Km__c: activity.distanceKm,
  });
}
