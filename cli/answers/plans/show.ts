import type { Project } from '../../../activities/project.ts';
import type { PlanFile } from '../../../appraisal/plan-file/plan-file.ts';
import type { PlanDeclaration } from '../../../appraisal/plan-file/schema.ts';
import { termsOf } from '../../../appraisal/plan-file/terms.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Answer } from '../../command.ts';
import { table } from '../../text/table.ts';
import { type Language, languageOf, wordsOf } from './wording.ts';

interface Wanted {
  readonly planVersion?: string | undefined;
  readonly language?: Language | undefined;
}

/** Everything one version of a plan says. Throws PLAN_UNKNOWN. */
export function plansShow(
  project: Pick<Project, 'plans' | 'config'>,
  code: string,
  { planVersion, language: asked }: Wanted,
): Answer {
  const { file, sha256, declaration } = planNamed(project.plans, code, planVersion);
  const language = languageOf(project, asked);
  return {
    data: { file, sha256, ...declaration },
    text: table([{ title: '' }, { title: '' }], linesOf(file, declaration, language)),
  };
}

function planNamed(plans: readonly PlanFile[], code: string, version: string | undefined): PlanFile {
  const found = plans.findLast(
    ({ declaration }) =>
      declaration.code === code && (version === undefined || String(declaration.version) === version),
  );
  if (found !== undefined) return found;
  throw new YardstickError('PLAN_UNKNOWN', 'There is no such plan.', {
    subject: version === undefined ? code : `${code} v${version}`,
  });
}

type Line = readonly [title: string, text: string];

function linesOf(file: string, declaration: PlanDeclaration, language: Language): readonly Line[] {
  const say = wordsOf(language);
  const { code, version, name, roles, unit, from, until, payout, currency, csat_min_answers } = declaration;
  return [
    [say.code, `${code} v${version}`],
    [say.name, name?.[language] ?? ''],
    [say.file, file],
    [say.roles, roles?.join(', ') ?? say.all],
    [say.unit, unit ?? say.all],
    [say.days, `${from} – ${until ?? say.open}`],
    [say.payout, payout === undefined ? say.any : say[payout]],
    [say.currency, currency ?? ''],
    [say.answers, csat_min_answers === undefined ? '' : String(csat_min_answers)],
    ...weightLines(declaration, say.weights),
    ...perspectiveLines(declaration, language),
    ...curveLines(declaration, language),
    ...commissionLines(declaration, language),
  ].filter((line): line is Line => line[1] !== '');
}

function weightLines(declaration: PlanDeclaration, title: string): readonly Line[] {
  return termsOf(declaration).weightSets.map(({ role, from, until, weights }) => {
    const kpis = Object.entries(weights).map(([kpi, weight]) => `${kpi} ${weight}`);
    return [title, `${role}, ${from} – ${until}: ${kpis.join(', ')}`];
  });
}

function perspectiveLines({ perspectives }: PlanDeclaration, language: Language): readonly Line[] {
  if (perspectives === undefined) return [];
  const { weights, kpis } = perspectives;
  const shares = [...Object.entries(weights), ...Object.entries(kpis)];
  return [[wordsOf(language).perspectives, shares.map((each) => each.join(' ')).join(', ')]];
}

function curveLines({ curves }: PlanDeclaration, language: Language): readonly Line[] {
  const say = wordsOf(language);
  return Object.entries(curves).map(([kpi, curve]) => {
    if (curve.type === 'linear') {
      const bounds = [
        ...(curve.floor === undefined ? [] : [`${say.floor} ${curve.floor}`]),
        ...(curve.cap === undefined ? [] : [`${say.most} ${curve.cap}`]),
      ];
      return [say.curves, `${kpi}: ${[say.linear, ...bounds].join(', ')}`];
    }
    const points =
      curve.type === 'step' ? curve.steps.map(({ min, score }) => [min, score] as const) : curve.points;
    const sign = curve.type === 'step' ? '≥' : '';
    return [say.curves, `${kpi}: ${points.map(([value, score]) => `${sign}${value} → ${score}`).join(', ')}`];
  });
}

function commissionLines({ commission }: PlanDeclaration, language: Language): readonly Line[] {
  const say = wordsOf(language);
  const { tiers, coefficient_bands, min_attainment, cap, release, draws, team_bonus, overrides } = commission;
  const stepped = (steps: readonly (readonly [string, string])[]) =>
    steps.map(([from, value]) => `${say.from_share} ${from}: ${value}`).join(', ');
  return [
    [say.tiers, stepped(tiers.map(({ from, rate }) => [from, rate]))],
    [say.gate, min_attainment === undefined ? '' : `${min_attainment} × ${say.ofTarget}`],
    [say.bands, stepped(coefficient_bands.map(({ min_score, coef }) => [min_score, coef]))],
    [say.cap, cap ?? ''],
    [say.release, release === undefined ? say.atOnce : say.by_cash],
    ...draws.map(
      ({ employee, monthly, months, recoverable }): Line => [
        say.draws,
        `${employee}: ${monthly} × ${months}${recoverable ? `, ${say.recoverable}` : ''}`,
      ],
    ),
    [
      say.bonus,
      team_bonus === undefined ? '' : `${team_bonus.rate} ${say.ofTeam} ${team_bonus.min_attainment}`,
    ],
    ...overrides.map(
      ({ employee, level, rate }): Line => [say.overrides, `${employee ?? `${say.level} ${level}`}: ${rate}`],
    ),
  ];
}
