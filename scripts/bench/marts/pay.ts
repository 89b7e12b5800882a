import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainPublished } from '../../../activities/explain/explain-published.ts';
import { projectRoot } from '../../../config/project-root.ts';
import { directRun } from '../../../tests/faults/direct-run.ts';
import { payMarts } from '../../../tests/harness/part-of-product.ts';
import { openPipeline, type Pipeline } from '../../../tests/harness/pipeline.ts';
import { type Figure, median, timed } from '../figure.ts';
import { largePeriod } from './large-period.ts';

const company = { reps: 5_000, ordersEach: 20 };
const asked = { payMs: 10_000, explainMs: 300 };
const period = '2026Q3';

/** How long scores and statements of 5,000 reps take, from the facts of their period on, and how long to explain one of them. */
export async function payFigures(): Promise<readonly Figure[]> {
  const pipeline = await openPipeline(join(projectRoot(), 'examples', 'golden', 'yardstick.yaml'), {
    ends: payMarts,
  });
  try {
    handIn(pipeline);
    console.error('appraising a large period …');
    noProblem((await pipeline.run()).problems);
    const payMs = await timed(() => appraiseAgain(pipeline));
    return [
      {
        name: `scores and statements of ${company.reps} reps, ${company.reps * company.ordersEach} orders`,
        measured: `${(payMs / 1000).toFixed(1)} s`,
        target: `at most ${asked.payMs / 1000} s`,
        met: payMs <= asked.payMs,
      },
      ...(await explainFigures(pipeline)),
    ];
  } finally {
    await pipeline.stop();
  }
}

function handIn({ home }: Pipeline): void {
  mkdirSync(join(home, 'input'));
  const document = largePeriod(company.reps, company.ordersEach);
  writeFileSync(join(home, 'input', 'performance.json'), JSON.stringify({ inputs: document }));
}

function noProblem(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** The facts of the period, its statements, deals, scorecards and the team's: all built again. */
async function appraiseAgain({ context }: Pipeline): Promise<void> {
  const again = ['mart.appraisal_facts', ...payMarts].map((key) => [key, 'all'] as const);
  const { problems } = await directRun(context, {
    ...{ runId: '00000000-0000-4000-8000-000000000099', kind: 'manual', sources: [] },
    requested: Object.fromEntries(again),
  });
  noProblem(problems);
}

async function explainFigures({ context }: Pipeline): Promise<readonly Figure[]> {
  const questions = [
    { subject: 'statement' },
    { subject: 'score' },
    { subject: 'kpi', kpi: 'sales' },
  ] as const;
  const figures: Figure[] = [];
  for (const question of questions) {
    const times: number[] = [];
    for (const number of [17, 170, 1_700, 2_718, 4_999])
      times.push(await timed(() => explained(context, { ...question, period, employee: `R${number}` })));
    const middle = median(times);
    figures.push({
      name: `explain ${question.subject}`,
      measured: `${middle.toFixed(0)} ms (longest ${Math.max(...times).toFixed(0)})`,
      target: `at most ${asked.explainMs} ms`,
      met: middle <= asked.explainMs,
    });
  }
  return figures;
}

async function explained(...of: Parameters<typeof explainPublished>): Promise<void> {
  const told = await explainPublished(...of);
  if ('unpaid' in told || !told.agreement.agrees)
    throw new Error(`${of[1].employee} is explained by another number.`);
}
