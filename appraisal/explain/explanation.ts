import { Exact } from '../exact.ts';
import type { DecimalText, PeriodFacts } from '../facts.ts';
import { money, rounded, score } from '../rounding.ts';
import type { RepStatement, TeamStatement } from '../statement.ts';
import { bothParts } from './both-parts.ts';
import { cardSteps, type Overriding, overrideSteps } from './override-steps.ts';
import { paySteps } from './pay-steps.ts';
import { kpiSteps, scoreSteps } from './score-steps.ts';
import type { Excluded, Step, Term, Words } from './step.ts';

export type Subject = 'statement' | 'score' | 'kpi';

export interface Explanation {
  readonly subject: Subject;
  readonly kpi: string | null;
  readonly employee: { readonly id: string; readonly name: string };
  readonly period: PeriodFacts['period'];
  readonly asOf: string;
  readonly plan: { readonly id: string; readonly version: number };
  /** As the statement prints it; null for what is not applicable. */
  readonly result: DecimalText | null;
  /** Inputs before what they are made into; the last one is the result. */
  readonly steps: readonly Step[];
}

/**
 * How one published number came about: every step with its inputs, the versions that decided, the rows, and the rows that do not count.
 * Undefined when the statement has no such person, or weighs no such KPI for them.
 */
export function explanationOf(
  statement: TeamStatement,
  employeeId: string,
  asked: { readonly subject: Subject; readonly kpi?: string | undefined },
): Explanation | undefined {
  const rep = statement.reps.find(({ person }) => person.employeeId === employeeId);
  const overriding = overridingOf(statement, employeeId);
  const answered = answerOf({ rep, overriding }, statement, asked);
  const name = rep?.person.name ?? (overriding && personOf(overriding).name);
  if (answered === undefined || name === undefined) return undefined;
  const { facts, plan } = statement;
  return {
    subject: asked.subject,
    kpi: asked.kpi ?? null,
    employee: { id: employeeId, name },
    period: facts.period,
    asOf: facts.asOf,
    plan: { id: plan.planId, version: plan.version },
    ...answered,
  };
}

/** Of somebody who is paid for own deals and for others, score and KPI are those of the own part. */
function answerOf(
  {
    rep,
    overriding,
  }: { readonly rep: RepStatement | undefined; readonly overriding: Overriding | undefined },
  statement: TeamStatement,
  { subject, kpi = '' }: { readonly subject: Subject; readonly kpi?: string | undefined },
): Answered | undefined {
  if (rep === undefined) return overriding && overrideAnswer(overriding, statement, subject);
  if (overriding !== undefined && subject === 'statement') return bothParts(rep, overriding, statement);
  return answers[subject](rep, statement, kpi);
}

/** What somebody is paid for others; undefined: nothing. */
function overridingOf({ manager, levels }: TeamStatement, employeeId: string): Overriding | undefined {
  if (manager?.person.employeeId === employeeId) return { kind: 'named', manager };
  const level = levels.find(({ person }) => person.employeeId === employeeId);
  return level === undefined ? undefined : { kind: 'levels', level };
}

function personOf(overriding: Overriding): { readonly name: string } {
  return overriding.kind === 'named' ? overriding.manager.person : overriding.level.person;
}

function overrideAnswer(
  overriding: Overriding,
  statement: TeamStatement,
  subject: Subject,
): Answered | undefined {
  const { override, scorecard } = overriding.kind === 'named' ? overriding.manager : overriding.level;
  if (subject === 'statement')
    return { result: money(override), steps: overrideSteps(overriding, statement) };
  if (subject === 'kpi') return undefined;
  const total = scorecard?.score ?? null;
  return { result: total === null ? null : score(total), steps: cardSteps(scorecard) };
}

type Answered = Pick<Explanation, 'result' | 'steps'>;

const answers: Readonly<
  Record<Subject, (rep: RepStatement, statement: TeamStatement, kpi: string) => Answered | undefined>
> = {
  statement: (rep, statement) => ({ result: money(rep.totalPayable), steps: paySteps(rep, statement) }),
  score: (rep, { facts }) => {
    const total = rep.scorecard.score;
    return { result: total === null ? null : score(total), steps: scoreSteps(rep, facts) };
  },
  kpi: (rep, { facts }, kpi) => {
    const found = rep.scorecard.kpis.find((each) => each.kpi === kpi);
    if (found === undefined) return undefined;
    const { value } = found.value;
    return { result: value === null ? null : rounded(value, 6), steps: kpiSteps(rep, kpi, facts) };
  },
};

/** An explanation in one language as plain JSON: numbers as decimal text, and as a fraction where decimals do not end. */
export function printedExplanation({ steps, ...rest }: Explanation, language: keyof Words) {
  return { ...rest, steps: steps.map((each) => printedStep(each, language)) };
}

function printedStep({ key, label, operation, terms, value, rule, excluded }: Step, language: keyof Words) {
  return {
    ...{ key, label: label[language], operation },
    terms: terms.map(printedTerm),
    ...numberOf(value),
    ...(rule === undefined ? {} : { rule: printed(rule) }),
    excluded: excluded.map((each: Excluded) => ({ key: each.key, why: each.why[language] })),
  };
}

function printedTerm({ key, value, weight, row }: Term) {
  return {
    key,
    ...numberOf(value),
    ...(weight === undefined ? {} : { weight: numberOf(weight).value }),
    ...(row === undefined ? {} : { row: printed(row) }),
  };
}

const places = 12;
const longestFraction = 60;

function numberOf(value: Exact): { readonly value: DecimalText; readonly fraction?: string } {
  const text = rounded(value, places).replace(/\.?0+$/, '');
  const ends = (value.numerator * 10n ** BigInt(places)) % value.denominator === 0n;
  const fraction = `${value.numerator}/${value.denominator}`;
  return ends || fraction.length > longestFraction ? { value: text } : { value: text, fraction };
}

function printed(value: unknown): unknown {
  if (value instanceof Exact) return numberOf(value).value;
  if (Array.isArray(value)) return value.map(printed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, printed(member)]));
}
