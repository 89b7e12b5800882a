import type { Perspective } from '../models/kpi/declaration.ts';

/**
 * What an appraisal reads: the facts of one team in one period as seen on one day. Plain data that survives JSON unchanged, so
 * that the facts of a closed period can be kept and computed again bit for bit.
 *
 * The warehouse adds and multiplies, which Decimal does exactly; `appraisal/` divides, compares and rounds. Done before, in SQL:
 *  - one row per order: the whole row of the first source in the order of precedence;
 *  - business dates, in the company's time zone; inclusive ends of validity turned into "first day no more";
 *  - amounts in base currency at the rate of the order's business date, refunds and cancellations too, payments too;
 *  - what is seen: events and payments with a business date up to `asOf`, and where an arrival time is known only what had arrived;
 *  - who is credited, as a part of a whole (70 of 100; 31 of 92 days): from the order's credits, else the owner on the business
 *    date, else for a service span the days each owner had;
 *  - counts: follow-ups after the 30-minute rule, answers, new customers of the surviving customer.
 * Left to `appraisal/`: in-role days, prorated and ramped targets, attainment, curves, blended weights, score, coefficient, what a
 * credit is worth, tiers in deal order, gate, cap, release, draw, team bonus, override, adjustments of a closed period.
 */

/** Exact decimal number as text, no exponent: `-1234.5600`. A JSON number would already have lost digits. */
export type DecimalText = string;
/** A day: `2026-07-01`. */
export type DateText = string;
/** An instant in UTC: `2026-06-30T16:30:00Z`, with or without milliseconds. */
export type InstantText = string;

/** Days from `from` up to, not including, `until`. */
export interface DateRange {
  readonly from: DateText;
  readonly until: DateText;
}

/** One team, one period, one day of looking. */
export interface PeriodFacts {
  /** Name of the period and its days: `2026Q3`, from 2026-07-01 until 2026-10-01. */
  readonly period: DateRange & { readonly id: string };
  /** Business date up to which events and payments are seen. */
  readonly asOf: DateText;
  readonly baseCurrency: string;
  readonly teamId: string;
  /** With fewer answers than this, a rep's satisfaction is the team's mean. */
  readonly csatMinAnswers: number;
  readonly calendar: CalendarFacts;
  /** Every stretch of role that touches the period, of everyone in the team, its manager included. */
  readonly employees: readonly RoleSpan[];
  /** What members did in the period outside this plan: stretches of role that it is not for. Absent: none. */
  readonly elsewhere?: readonly Elsewhere[] | undefined;
  /** Stretches of role of everybody above a member, where the plan pays levels above its people. Absent: it pays none. */
  readonly superiors?: readonly Superior[] | undefined;
  /** The company's units, to see that they form a tree; empty where none are declared. */
  readonly units: readonly UnitFact[];
  readonly weightSets: readonly WeightSet[];
  /** By KPI. */
  readonly curves: Readonly<Record<string, Curve>>;
  /** KPIs of the catalogue that the plan weighs besides those every appraisal measures, by key. Absent: it weighs none. */
  readonly catalogue?: Readonly<Record<string, CatalogueKpi>> | undefined;
  /** By KPI, where the plan weighs the perspectives of a balanced scorecard. Absent: it does not. */
  readonly perspectives?: Readonly<Record<string, Perspective>> | undefined;
  readonly targets: readonly TargetFact[];
  /** Every version known of the team's plan; the one in force in the period is used. */
  readonly plans: readonly Plan[];
  /** Orders booked in the period, and earlier ones with an event in it (these count for the posted view only). */
  readonly orders: readonly OrderFact[];
  readonly followups: readonly FollowupFact[];
  readonly surveys: readonly SurveyFact[];
  readonly newCustomers: readonly NewCustomerFact[];
  /** Of the KPIs in `catalogue`. Absent: there are none. */
  readonly kpiMonths?: readonly KpiMonthFact[] | undefined;
  /** Conversions for which no rate is known on or before the day: their amounts are 0 here, and the appraisal is refused. */
  readonly missingRates: readonly MissingRate[];
}

/** Workdays are Monday to Friday less holidays plus adjusted workdays. */
export interface CalendarFacts {
  readonly holidays: readonly DateText[];
  readonly adjustedWorkdays: readonly DateText[];
}

/** Somebody in one role in the team. Several rows of one person are changes of role, hire and leave; they never overlap. */
export interface RoleSpan extends DateRange {
  readonly employeeId: string;
  readonly name: string;
  /** A rep has targets and commission of their own; a manager answers for the team's figures. */
  readonly kind: 'rep' | 'manager';
  /** Decides the weights: `AE`. */
  readonly role: string;
  /** The superior, where known. */
  readonly managerId: string | null;
}

/** Days on which somebody was in another plan, or in a role that none pays. */
export interface Elsewhere extends DateRange {
  readonly employeeId: string;
}

/** Somebody above people of the plan, for the days of one role; `managerId` is their own superior. */
export interface Superior extends DateRange {
  readonly employeeId: string;
  readonly name: string;
  readonly role: string;
  readonly managerId: string | null;
}

export interface UnitFact {
  readonly unitId: string;
  readonly parentId: string | null;
}

/** Weights by KPI that sum to 1, for a role and a time. */
export interface WeightSet extends DateRange {
  readonly role: string;
  readonly version: number;
  readonly weights: Readonly<Record<string, DecimalText>>;
}

/** From a KPI's value to its score. */
export type Curve = LinearCurve | StepCurve | PointsCurve;

/** 100 × value; 0 below the floor, at most the cap. */
export interface LinearCurve {
  readonly type: 'linear';
  readonly floor: DecimalText | null;
  readonly cap: DecimalText | null;
}

/** The score of the highest step reached; 0 below all. */
export interface StepCurve {
  readonly type: 'step';
  readonly steps: readonly { readonly min: DecimalText; readonly score: DecimalText }[];
}

/** Straight lines between points (value, score); flat outside. */
export interface PointsCurve {
  readonly type: 'points';
  readonly points: readonly (readonly [value: DecimalText, score: DecimalText])[];
}

/** Several rows of one employee and KPI add up. */
export interface TargetFact {
  readonly employeeId: string;
  readonly kpi: string;
  /** For the whole period; base currency, or a count. */
  readonly base: DecimalText;
  /** What in-role days are held against: `month` is the mean over the months of in-role days ÷ days of the month. */
  readonly proration: 'none' | 'calendar_day' | 'workday' | 'month';
  /** Multiplies the target of a new starter; `1` without a ramp. */
  readonly ramp: DecimalText;
}

/** One version of a commission plan. Numbers are printed in statements as they are written here. */
export interface Plan {
  readonly planId: string;
  readonly version: number;
  /** Validity; null is open. A version never begins or ends inside a period. */
  readonly from: DateText | null;
  readonly until: DateText | null;
  /** Other bases and modes are refused. */
  readonly base: string;
  readonly tierMode: string;
  /** From a share of the rep's own target on, this rate; the first begins at 0. Rates may fall. */
  readonly tiers: readonly { readonly from: DecimalText; readonly rate: DecimalText }[];
  /** Below this attainment (0.5 is 50 %) no commission is earned. */
  readonly minAttainment: DecimalText | null;
  /** Most that is earned in the period, after the coefficient; by days for whoever is in another plan for a part of it. */
  readonly cap: DecimalText | null;
  /** The coefficient of the highest band reached by the unrounded score; without bands earnings are not multiplied. */
  readonly coefficientBands: readonly CoefficientBand[];
  /** `per_deal_paid_fraction`; null releases at once what is earned. Others are refused. */
  readonly release: string | null;
  readonly draws: readonly Draw[];
  readonly teamBonus: TeamBonusRule | null;
  readonly manager: ManagerRule | null;
  /** Overrides of whoever stands so many levels above a seller on the day of the booking. Absent: none. */
  readonly levels?: readonly LevelRule[] | undefined;
}

export interface CoefficientBand {
  readonly minScore: DecimalText;
  readonly coefficient: DecimalText;
}

/** A guarantee of `monthly` × `months` in the period. */
export interface Draw {
  readonly employeeId: string;
  readonly monthly: DecimalText;
  readonly months: number;
  readonly recoverable: boolean;
}

export interface TeamBonusRule {
  readonly minAttainment: DecimalText;
  /** Of the team's net sales. */
  readonly rate: DecimalText;
  /** `score_x_days`; others are refused. */
  readonly allocation: string;
}

export interface ManagerRule {
  readonly employeeId: string;
  readonly overrideRate: DecimalText;
}

export interface LevelRule {
  /** 1: the seller's superior; 2: that one's superior. */
  readonly level: 1 | 2;
  /** Of what the people below have sold. */
  readonly overrideRate: DecimalText;
}

/** One order; all amounts in base currency at the rate of its business date. */
export interface OrderFact {
  readonly orderNo: string;
  readonly confirmedAt: InstantText;
  /** Business date of `confirmedAt`: decides the period. */
  readonly bookedOn: DateText;
  /** Credit is given for `ok` and `cleared`. */
  readonly dqStatus: 'ok' | 'cleared' | 'under_review';
  /** Suspicions that hold it; absent or empty: none does. */
  readonly heldBy?: readonly string[] | undefined;
  readonly events: readonly OrderEvent[];
  /** Sum of the signed payments up to `asOf`. A refund, of either kind, is no payment: cash given back is a negative payment of its own. */
  readonly paid: DecimalText;
  /** The same up to the close of the period: equal to `paid` while `asOf` is the close itself. */
  readonly paidAtClose: DecimalText;
  /** What payments brought more at the rate of their own day. */
  readonly fxGain: DecimalText;
  readonly dueOn: DateText | null;
  /** All credits of the order, of people of other teams too. Empty: nobody's deal. */
  readonly credits: readonly CreditFact[];
}

/** Signed: a booking is ≥ 0, refund and cancellation ≤ 0. A cancellation takes the rest after earlier refunds. */
export interface OrderEvent {
  readonly kind: 'booking' | 'refund' | 'cancellation';
  readonly on: DateText;
  readonly amount: DecimalText;
}

/** `part` of `whole` of the order. Revenue credits of an order have one `whole`, and their parts add up to it. */
export interface CreditFact {
  readonly employeeId: string;
  /** Overlay credit is shown beside net sales and never part of it. */
  readonly kind: 'revenue' | 'overlay';
  readonly part: DecimalText;
  readonly whole: DecimalText;
}

/** Follow-ups in the period, after the 30-minute rule; flagged ones do not count. */
export interface FollowupFact {
  readonly employeeId: string;
  readonly logged: number;
  readonly flagged: number;
}

/** Answers to satisfaction surveys in the period, and their sum. */
export interface SurveyFact {
  readonly employeeId: string;
  readonly answers: number;
  readonly sum: DecimalText;
}

/** Customers whose first net-positive order is in the period, for the one with the largest revenue part. */
export interface NewCustomerFact {
  readonly employeeId: string;
  readonly count: number;
}

/** How a KPI of the catalogue is weighed, as it was declared when the facts were taken. */
export interface CatalogueKpi {
  readonly version: number;
  /** `sum`: its numerator is held against a target of its own; `ratio`: against its denominator. */
  readonly form: 'sum' | 'ratio';
  readonly direction: 'higher' | 'lower';
}

/** What a KPI of the catalogue comes to in the days of one month that are in the period and seen; a `sum` has no denominator, which is 0. */
export interface KpiMonthFact {
  readonly employeeId: string;
  readonly kpi: string;
  /** First day of the month. */
  readonly month: DateText;
  readonly numerator: DecimalText;
  readonly denominator: DecimalText;
}

export interface MissingRate {
  readonly orderNo: string;
  readonly currency: string;
  /** Day on or before which a rate is needed. */
  readonly on: DateText;
}
