import { day, type Filling, type Inputs, list, times } from './case-rows.fixture.ts';
import { gap, repurchase, retention } from './customer-cases.fixture.ts';
import {
  activeCustomers,
  innovation,
  marketReports,
  newPartners,
  teamwork,
} from './judgement-cases.fixture.ts';
import { collection, collectionDays, concentration, lags, mentions, season } from './money-cases.fixture.ts';
import {
  accuracy,
  adoption,
  cac,
  completion,
  marketShare,
  onTime,
  orderCycle,
  roi,
  scheme,
  stock,
  tickets,
  training,
} from './operation-cases.fixture.ts';
import {
  answers,
  attainment,
  contacts,
  followUp,
  growth,
  newCustomers,
  orders,
  sales,
  stages,
} from './sales-cases.fixture.ts';

/** From the inputs of a case to rows, by the name it has among the golden cases. */
export const fillings: Readonly<Record<string, (inputs: Inputs) => Filling>> = {
  net_sales: sales,
  order_count: orders,
  attainment_pct: attainment,
  growth_pct: growth,
  csat_mean: (inputs) => ({ kpi: 'csat', rows: answers(inputs) }),
  csat_top2_pct: (inputs) => ({ kpi: 'csat_top_2', rows: answers(inputs), times: 100 }),
  conversion_pct: ({ cohort_leads, won_customers }) => ({
    kpi: 'conversion',
    rows: {
      'fct.opportunity': times(cohort_leads).map((n) => ({
        ...{ opportunity_id: `L${n}`, employee_id: 'E1', created_on: day, is_won: n < Number(won_customers) },
      })),
    },
    times: 100,
  }),
  stage_reach: (inputs) => ({ ...stages('stage_reach', inputs), whole: true }),
  stage_conversion_pct: (inputs) => ({ ...stages('stage_conversion', inputs), times: 100 }),
  new_customers: newCustomers,
  followup_pct: followUp,
  daily_contact_pct: contacts,
  gap_rate_pct: gap,
  collection_rate_pct: collection,
  collection_days: collectionDays,
  repurchase_pct: repurchase,
  retention_pct: retention,
  top20pct_share_pct: concentration,
  net_sentiment_pct: ({ pos, neu, neg }) => ({
    kpi: 'net_sentiment',
    rows: {
      'fct.social_mention': [
        ...mentions(pos, 'own', 'positive'),
        ...mentions(neu, 'own', 'neutral'),
        ...mentions(neg, 'own', 'negative'),
      ],
    },
    times: 100,
  }),
  share_of_voice_pct: ({ own, competitors }) => ({
    kpi: 'share_of_voice',
    rows: {
      'fct.social_mention': [
        ...mentions(own, 'own', 'neutral'),
        ...list(competitors).flatMap((count, place) => mentions(count, `rival ${place}`, 'neutral')),
      ],
    },
    times: 100,
  }),
  seasonal_index: season,
  entry_lag: lags,
  cac,
  order_completion_pct: completion,
  on_time_delivery_pct: onTime,
  market_share_pct: marketShare,
  response_median_h: (inputs) => ({ kpi: 'response_time', rows: tickets(inputs) }),
  within_sla_pct: (inputs) => ({ kpi: 'within_sla', rows: tickets(inputs), times: 100 }),
  campaign_roi_pct: roi,
  stock_cover_days: stock,
  accuracy_pct: accuracy,
  adoption,
  training,
  scheme,
  order_cycle: orderCycle,
  active_customers: activeCustomers,
  new_partners: newPartners,
  market_reports: marketReports,
  teamwork,
  innovation,
};
