/** Inputs of one case; what they hold depends on the KPI. */
export type Inputs = Readonly<Record<string, unknown>>;
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** What has to stand in the warehouse for a case, and how its figure is read. */
export interface Filling {
  /** Key of the KPI in the catalogue. */
  readonly kpi: string;
  /** Rows by asset. */
  readonly rows: Readonly<Record<string, Rows>>;
  /** Assets computed from those before the mart. */
  readonly build?: readonly string[];
  /** First day of the period that is read. */
  readonly period?: string;
  readonly grain?: 'month' | 'quarter';
  /** Answers one value a member. */
  readonly dimension?: string;
  /** 100 where cases are told in per cent. */
  readonly times?: number;
  /** Told as whole numbers without decimals. */
  readonly whole?: boolean;
}

export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const times = (count: unknown): number[] => Array.from({ length: Number(count) }, (_, place) => place);
export const day = '2026-07-15';

export const event = (order_no: string, net_base: unknown, more: object = {}) => ({
  ...{ order_no, net_base: String(net_base), business_date: day, booked_business_date: day },
  ...{
    line_no: 1,
    event_type: 'booking',
    order_status: 'confirmed',
    customer_id: `C-${order_no}`,
    dq_status: 'ok',
    ...more,
  },
});
export const credits = (events: Rows) => [
  ...new Map(
    events.map(({ order_no, booked_business_date }) => [
      order_no,
      {
        order_no,
        employee_id: 'E1',
        kind: 'revenue',
        share: '1',
        is_primary: true,
        business_date: booked_business_date,
      },
    ]),
  ).values(),
];
export const ordered = (events: Rows) => ({ 'fct.order_event': events, 'fct.order_credit': credits(events) });
