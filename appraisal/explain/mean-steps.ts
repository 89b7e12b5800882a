import type { Perspective } from '../../models/kpi/declaration.ts';
import { sum, zero } from '../exact.ts';
import type { KpiScore, PerspectiveScore, Scorecard } from '../scorecard.ts';
import { type Excluded, of, type Step, step, type Term, type Words } from './step.ts';

export const perspectiveNames: Readonly<Record<Perspective, Words>> = {
  finance: { zh: '财务', en: 'finance' },
  customer: { zh: '客户', en: 'customers' },
  process: { zh: '内部流程', en: 'internal process' },
  learning: { zh: '学习与成长', en: 'learning and growth' },
};

/** How a card is told: the name of its score, what a KPI adds to it (nothing without a score), and what is left out. */
interface Card {
  readonly label: Words;
  readonly termsOf: (kpi: KpiScore) => readonly Term[];
  readonly excluded?: readonly Excluded[];
}

/** The score as the mean of its KPIs; of a plan that weighs perspectives, as that of the perspectives after these. */
export function meanSteps({ kpis, perspectives }: Scorecard, card: Card): readonly Step[] {
  const { label, termsOf, excluded = [] } = card;
  const views = perspectives.flatMap((view) => perspectiveStep(view, card));
  const terms = views.length === 0 ? kpis.flatMap(termsOf) : views.map(perspectiveTerm);
  return [...views, step('score', label, 'weighted_mean', terms, { excluded })];
}

/** What the KPIs of a perspective come to; none where none has a score. */
function perspectiveStep({ perspective, kpis }: PerspectiveScore, { termsOf }: Card): readonly Step[] {
  const terms = kpis.flatMap(termsOf);
  if (terms.length === 0) return [];
  const { zh, en } = perspectiveNames[perspective];
  const label = { zh: `${zh}维度得分`, en: `Score of ${en}` };
  return [step(`perspective.${perspective}`, label, 'weighted_mean', terms)];
}

/** A perspective weighs what those of its KPIs weigh that have a score: the mean of the perspectives is that of their KPIs. */
function perspectiveTerm(view: Step): Term {
  return { ...of(view), weight: sum(view.terms.map(({ weight }) => weight ?? zero)) };
}
