/** One figure of mart.kpi_monthly: what it is called, how it is formed and read. */
export interface Kpi {
  readonly key: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** `sum`: the value is the numerator. `ratio`: the value is numerator ÷ denominator, NULL when that is missing or not positive. */
  readonly form: 'sum' | 'ratio';
  readonly unit: 'money' | 'count' | 'percent';
  readonly direction: 'higher' | 'lower';
  readonly numerator: string;
  readonly denominator?: string;
}

/** The KPI catalogue, in the order people read them. */
export const kpis = [
  {
    key: 'net_sales',
    name: { zh: '销售额', en: 'Net sales' },
    form: 'sum',
    unit: 'money',
    direction: 'higher',
    numerator:
      'Bookings less refunds and cancellations, without tax, at the booking rate, times credit share, in the month of each event',
  },
  {
    key: 'orders',
    name: { zh: '订单数量', en: 'Orders' },
    form: 'sum',
    unit: 'count',
    direction: 'higher',
    numerator: 'Orders booked in the month and not cancelled since, counted for the largest share',
  },
  {
    key: 'attainment',
    name: { zh: '目标完成率', en: 'Attainment' },
    form: 'ratio',
    unit: 'percent',
    direction: 'higher',
    numerator: 'Net sales',
    denominator: 'Target in force; a period of several months gives each the share of its days',
  },
  {
    key: 'growth_yoy',
    name: { zh: '同比增长率', en: 'Growth on last year' },
    form: 'ratio',
    unit: 'percent',
    direction: 'higher',
    numerator: 'Net sales less those of the same month last year',
    denominator: 'Net sales of the same month last year',
  },
  {
    key: 'growth_mom',
    name: { zh: '环比增长率', en: 'Growth on last month' },
    form: 'ratio',
    unit: 'percent',
    direction: 'higher',
    numerator: 'Net sales less those of the month before',
    denominator: 'Net sales of the month before',
  },
  {
    key: 'new_customers',
    name: { zh: '新客户数', en: 'New customers' },
    form: 'sum',
    unit: 'count',
    direction: 'higher',
    numerator:
      'Companies whose first order with a positive net amount is booked in the month, counted for its largest share',
  },
  {
    key: 'conversion',
    name: { zh: '商机转化率', en: 'Conversion' },
    form: 'ratio',
    unit: 'percent',
    direction: 'higher',
    numerator: 'Won of the opportunities created in the month',
    denominator: 'Opportunities created in the month',
  },
  {
    key: 'follow_ups',
    name: { zh: '跟进次数', en: 'Follow-ups' },
    form: 'sum',
    unit: 'count',
    direction: 'higher',
    numerator: 'System-recorded follow-ups, one per company and 30 minutes',
  },
  {
    key: 'collection',
    name: { zh: '回款率', en: 'Collection rate' },
    form: 'ratio',
    unit: 'percent',
    direction: 'higher',
    numerator:
      'Paid by the month’s end of what fell due in the month, at the booking rate, times credit share',
    denominator: 'Fell due in the month, net of credits, times credit share',
  },
] as const satisfies readonly Kpi[];

export type KpiKey = (typeof kpis)[number]['key'];

export const kpiKeys: readonly KpiKey[] = kpis.map((kpi) => kpi.key);
