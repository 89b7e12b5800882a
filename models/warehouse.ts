import { YardstickError } from '../errors/yardstick-error.ts';
import type { AlertRule } from './alert/rule.ts';
import type { Award } from './award/award.ts';
import { dimAppraisalPeriod } from './dim/appraisal-period.ts';
import { dimCurrency } from './dim/currency.ts';
import { dimCustomer } from './dim/customer.ts';
import { dimCustomerGroup } from './dim/customer-group.ts';
import { dimCustomerMap } from './dim/customer-map.ts';
import { dimCustomerMatch } from './dim/customer-match.ts';
import { dimCustomerSurvivor } from './dim/customer-survivor.ts';
import { dimDate } from './dim/date.ts';
import { dimEmployee } from './dim/employee.ts';
import { dimFxRate } from './dim/fx-rate.ts';
import { dimHanCharacter } from './dim/han-character.ts';
import { dimLeaderboard } from './dim/leaderboard.ts';
import { dimOrg } from './dim/org.ts';
import { dimProduct } from './dim/product.ts';
import { dimScorecardKpi } from './dim/scorecard-kpi.ts';
import { entities } from './entities/entities.ts';
import { fctActivity } from './fct/activity.ts';
import { fctCampaignSpend } from './fct/campaign-spend.ts';
import { fctCustomerMonth } from './fct/customer-month.ts';
import { fctDelivery } from './fct/delivery.ts';
import { fctEmployeeWorkday } from './fct/employee-workday.ts';
import { fctEntryAudit } from './fct/entry-audit.ts';
import { fctFirstOrder } from './fct/first-order.ts';
import { fctFunnelStep } from './fct/funnel-step.ts';
import { holdAssets } from './fct/hold.ts';
import { fctInventory } from './fct/inventory.ts';
import { fctKnownUntil } from './fct/known-until.ts';
import { fctMarketSize } from './fct/market-size.ts';
import { fctMonthCredit } from './fct/month-credit.ts';
import { fctOpportunity } from './fct/opportunity.ts';
import { fctOpportunityChange } from './fct/opportunity-change.ts';
import { fctOrderCredit } from './fct/order-credit.ts';
import { fctOrderEvent } from './fct/order-event.ts';
import { fctOrderMargin } from './fct/order-margin.ts';
import { fctOrderReversal } from './fct/order-reversal.ts';
import { fctPayment } from './fct/payment.ts';
import { fctReceivable } from './fct/receivable.ts';
import { fctRecordCheck } from './fct/record-check.ts';
import { fctReview } from './fct/review.ts';
import { fctSeasonMonth } from './fct/season-month.ts';
import { fctSocialMention } from './fct/social-mention.ts';
import { fctSurveyResponse } from './fct/survey-response.ts';
import { fctSuspicion } from './fct/suspicion.ts';
import { fctTarget } from './fct/target.ts';
import { fctTargetMonth } from './fct/target-month.ts';
import { fctTicket } from './fct/ticket.ts';
import { fctTraining } from './fct/training.ts';
import type { Asset } from './kit/asset.ts';
import { factsRead, type Kpi } from './kpi/kpi.ts';
import { martAlert } from './mart/alert.ts';
import { martAppraisalCount } from './mart/appraisal-count.ts';
import { martAppraisalCredit } from './mart/appraisal-credit.ts';
import { martAppraisalEvent } from './mart/appraisal-event.ts';
import { martAppraisalFacts } from './mart/appraisal-facts.ts';
import { martAppraisalKpi } from './mart/appraisal-kpi.ts';
import { martAppraisalOrder } from './mart/appraisal-order.ts';
import { martAward } from './mart/award.ts';
import { martCommissionDeal } from './mart/commission-deal.ts';
import { martCommissionStatement } from './mart/commission-statement.ts';
import { martCommissionTeam } from './mart/commission-team.ts';
import { martForecastCurrent } from './mart/forecast-current.ts';
import { martFunnel } from './mart/funnel.ts';
import { kpiByDimension } from './mart/kpi-by-dimension.ts';
import { kpiMarts } from './mart/kpi-by-employee.ts';
import { martProcessStage } from './mart/process-stage.ts';
import { martQualityScore } from './mart/quality-score.ts';
import { martRanking } from './mart/ranking.ts';
import { martSalesDaily } from './mart/sales-daily.ts';
import { martSalesSeries } from './mart/sales-series.ts';
import { martScorecard } from './mart/scorecard.ts';
import { martSocialWeekly } from './mart/social-weekly.ts';
import { martSourceAgreement } from './mart/source-agreement.ts';
import { martSuggestion } from './mart/suggestion.ts';
import { martTeamMonthly } from './mart/team-monthly.ts';
import { type ActiveRule, activeRules } from './quality/settings.ts';
import { withoutIdlePresets } from './staging/mapping-asset.ts';
import { byPrecedence, type StagedSource } from './staging/source.ts';
import { stagingAssets } from './staging/staging-assets.ts';

export interface WarehouseConfig {
  readonly sources: readonly StagedSource[];
  /** Names of sources; the first that knows a row is followed. */
  readonly precedence: readonly string[];
  /** The KPIs its marts hold. */
  readonly kpis?: readonly Kpi[];
  /** Keys of those that plans weigh besides what every appraisal measures. Default: none. */
  readonly weighedKpis?: ReadonlySet<string>;
  readonly awards?: readonly Award[];
  readonly alertRules?: readonly AlertRule[];
  /** Whether they are computed by dimension, too. Default: they are. */
  readonly kpisByDimension?: boolean;
  /** What looks for falsified performance. Default: every rule, none of them holding credit. */
  readonly suspicionRules?: readonly ActiveRule[];
}

type Catalogues = Pick<
  WarehouseConfig,
  'kpis' | 'weighedKpis' | 'awards' | 'alertRules' | 'kpisByDimension' | 'suspicionRules'
>;

/** What is the same for every company: dimensions, facts and marts; those of KPIs hold the ones that are given. */
function assetsWith({
  kpis = [],
  weighedKpis = new Set(),
  awards = [],
  alertRules = [],
  kpisByDimension = true,
  suspicionRules = activeRules(),
  sources = [],
}: Catalogues & Partial<Pick<WarehouseConfig, 'sources'>>): readonly Asset[] {
  return [
    dimDate,
    dimOrg,
    dimEmployee,
    dimHanCharacter,
    dimCustomerMatch,
    dimCustomerGroup,
    dimCustomerMap,
    dimCustomer,
    dimCustomerSurvivor,
    dimProduct,
    dimCurrency,
    dimFxRate,
    dimAppraisalPeriod,
    dimLeaderboard(kpis),
    dimScorecardKpi(kpis, weighedKpis),
    fctOrderReversal,
    fctOrderEvent,
    fctOrderCredit,
    fctPayment,
    fctReceivable,
    fctSuspicion(suspicionRules),
    ...holdAssets(suspicionRules),
    fctOpportunity,
    fctOpportunityChange,
    fctActivity,
    fctSurveyResponse,
    fctTarget,
    fctTargetMonth,
    fctFirstOrder,
    fctFunnelStep,
    fctEmployeeWorkday,
    fctCustomerMonth,
    fctSeasonMonth,
    fctCampaignSpend,
    fctMarketSize,
    fctTicket,
    fctInventory,
    fctRecordCheck,
    fctReview,
    fctTraining,
    fctEntryAudit,
    fctDelivery,
    fctOrderMargin,
    fctSocialMention,
    fctKnownUntil(factsRead(kpis)),
    fctMonthCredit(factsRead(kpis)),
    martSalesDaily,
    ...kpiMarts(kpis),
    ...(kpisByDimension ? [kpiByDimension(kpis)] : []),
    martSalesSeries,
    martTeamMonthly,
    martFunnel,
    martProcessStage,
    martSocialWeekly,
    martQualityScore(sources),
    martSourceAgreement(sources),
    martForecastCurrent,
    martAppraisalEvent,
    martAppraisalOrder,
    martAppraisalCredit,
    martAppraisalCount,
    martAppraisalKpi(kpis.filter(({ declaration }) => weighedKpis.has(declaration.key))),
    martAppraisalFacts,
    martCommissionStatement,
    martCommissionDeal,
    martScorecard,
    martCommissionTeam,
    martRanking,
    martAward(awards),
    martSuggestion,
    martAlert(alertRules),
  ];
}

/** The same without any KPI: for what only needs to know shapes. */
export const modelAssets: readonly Asset[] = assetsWith({});

/** Everything the warehouse of this company holds. Throws MAPPING_INVALID for a mapping that cannot be placed. */
export function warehouseAssets(config: WarehouseConfig): readonly Asset[] {
  for (const source of config.sources) refuseUnknownEntities(source);
  const sources = byPrecedence(config.sources, config.precedence).map(withoutIdlePresets);
  return [...stagingAssets(sources), ...assetsWith({ ...config, sources })];
}

function refuseUnknownEntities(source: StagedSource): void {
  const known = entities.map((entity) => entity.name);
  const unknown = Object.keys(source.mappings).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new YardstickError('MAPPING_INVALID', `There is no entity ${unknown}.`, {
    subject: source.mappings[unknown]?.origin ?? source.name,
    advice: `Name the file after one of: ${known.join(', ')}.`,
  });
}
