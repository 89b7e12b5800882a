import { businessDay, isWorkday } from './calendar.ts';
import { crmAmount, crmDate, crmId, putCrm } from './crm-records.ts';
import type { Opportunity } from './customer.ts';
import { drawCustomer } from './customers.ts';
import { itemAt, type Prng, prngFor } from './prng.ts';
import { demandOn } from './seasonality.ts';
import { later, momentOf, type Today, type World } from './world.ts';

/** Open stages in order with their probability in percent. */
export const stages = [
  ['初步接洽', 10, 'Pipeline'],
  ['需求确认', 25, 'Pipeline'],
  ['方案报价', 45, 'BestCase'],
  ['商务谈判', 65, 'BestCase'],
  ['合同审批', 80, 'Forecast'],
  ['待签约', 90, 'Forecast'],
] as const;
const wonStage = ['赢单', 100, 'Closed'] as const;
const lostStage = ['输单', 0, 'Omitted'] as const;

const opportunitiesInThreeYears = 20_000;
const sources = ['Web', '展会', '老客户推荐', '电话营销', '渠道伙伴', '微博'];

/** New opportunities of a day, each with a life of its own afterwards. */
export function openOpportunities(world: World, today: Today): void {
  const prng = prngFor(world.seed, 'opportunities', today.day);
  const perDay = (opportunitiesInThreeYears * world.scale) / 1096;
  const count = prng.count((perDay * demandOn(today.day, world.startDay)) / world.meanDemand);
  for (let nth = 0; nth < count; nth += 1) {
    const opportunity = invent(world, today, prng);
    opportunity.customer.openOpportunities.push(opportunity);
    record(world, today, opportunity, opportunity.created);
    scheduleNext(world, today, opportunity);
  }
}

function invent(world: World, today: Today, prng: Prng): Opportunity {
  const customer = drawCustomer(world, prng);
  const useDuplicate = customer.duplicateCrmId !== undefined && prng.chance(0.3);
  const product = prng.pick(world.products);
  return {
    id: crmId(world, 'Opportunity'),
    customer,
    accountId: useDuplicate ? (customer.duplicateCrmId ?? customer.crmId) : customer.crmId,
    name: `${customer.name} ${product.family}采购`,
    leadSource: prng.pick(sources),
    created: momentOf(today, 8, 19),
    owner: customer.owner,
    stage: prng.chance(0.12) ? 1 : 0,
    state: 'open',
    amountFen: Math.round(Math.exp(10.3 + prng.normal() * 0.9) / 100) * 10_000,
    closeDay: today.day + prng.int(30, 120),
  };
}

function scheduleNext(world: World, today: Today, opportunity: Opportunity): void {
  let day = today.day + 1 + Math.floor(-Math.log(1 - today.prng.next()) * 9);
  while (!isWorkday(day)) day += 1;
  later(world, day, (then) => move(world, then, opportunity));
}

/** One step of the sale: forward, a skip, back, lost, or merely another amount. */
function move(world: World, today: Today, opportunity: Opportunity): void {
  const { prng } = today;
  const step = prng.weighted([64, 7, 6, 13, 9, 0.6]);
  opportunity.owner = opportunity.customer.owner;
  if (prng.chance(0.25))
    opportunity.amountFen = Math.round((opportunity.amountFen * (0.8 + prng.next() * 0.4)) / 10_000) * 10_000;
  if (opportunity.closeDay <= today.day) opportunity.closeDay = today.day + prng.int(7, 60);
  opportunity.stage = Math.max(0, opportunity.stage + itemAt([1, 2, -1, 0, 0, 0], step));
  const ending = endingOf(step, opportunity);
  if (ending !== undefined) {
    close(world, today, opportunity, ending);
    return;
  }
  record(world, today, opportunity, momentOf(today));
  scheduleNext(world, today, opportunity);
}

function endingOf(step: number, { stage }: Opportunity): 'won' | 'lost' | 'deleted' | undefined {
  if (step === 3) return 'lost';
  if (step === 5) return 'deleted';
  return stage >= stages.length ? 'won' : undefined;
}

function close(
  world: World,
  today: Today,
  opportunity: Opportunity,
  state: 'won' | 'lost' | 'deleted',
): void {
  const { customer } = opportunity;
  opportunity.state = state;
  opportunity.stage = Math.min(opportunity.stage, stages.length - 1);
  if (state !== 'deleted') opportunity.closeDay = today.day;
  customer.openOpportunities.splice(customer.openOpportunities.indexOf(opportunity), 1);
  if (state === 'won') customer.wonOpportunity = opportunity.id;
  record(world, today, opportunity, momentOf(today));
  if (state === 'lost' && today.prng.chance(0.025)) {
    later(world, today.day + today.prng.int(10, 60), (then) => reopen(world, then, opportunity));
  }
}

function reopen(world: World, today: Today, opportunity: Opportunity): void {
  opportunity.state = 'open';
  opportunity.stage = 2;
  opportunity.owner = opportunity.customer.owner;
  opportunity.closeDay = today.day + today.prng.int(20, 90);
  opportunity.customer.openOpportunities.push(opportunity);
  record(world, today, opportunity, momentOf(today));
  scheduleNext(world, today, opportunity);
}

/** Writes the opportunity, its history row unless it was deleted, and the fact. */
function record(world: World, today: Today, opportunity: Opportunity, at: number): void {
  const { state } = opportunity;
  const [stage, probability, category] = stageShown(opportunity);
  const amount = crmAmount(opportunity.amountFen);
  const stamps = { id: opportunity.id, created: opportunity.created, modified: at };
  putCrm(
    today,
    'Opportunity',
    { ...stamps, deleted: state === 'deleted' },
    {
      Name: opportunity.name,
      AccountId: opportunity.accountId,
      OwnerId: opportunity.owner.crmId,
      StageName: stage,
      Amount: amount,
      CurrencyIsoCode: 'CNY',
      Probability: probability,
      ForecastCategoryName: category,
      CloseDate: crmDate(opportunity.closeDay),
      LeadSource: opportunity.leadSource,
      IsClosed: state === 'won' || state === 'lost',
      IsWon: state === 'won',
    },
  );
  if (state !== 'deleted') {
    putCrm(
      today,
      'OpportunityHistory',
      { id: crmId(world, 'OpportunityHistory'), created: at, modified: at },
      {
        OpportunityId: opportunity.id,
        StageName: stage,
        Amount: amount,
        Probability: probability,
        CloseDate: crmDate(opportunity.closeDay),
        ForecastCategory: category,
        CreatedById: opportunity.owner.crmId,
      },
    );
  }
  today.facts.push({
    ...{ kind: 'opportunity', opportunity: opportunity.id, state, day: businessDay(at) },
    ...{ owner: opportunity.owner.id, amountFen: opportunity.amountFen },
  });
}

function stageShown(opportunity: Opportunity): readonly [string, number, string] {
  if (opportunity.state === 'won') return wonStage;
  if (opportunity.state === 'lost') return lostStage;
  return itemAt(stages, opportunity.stage);
}
