import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explainPublished } from '../../../activities/explain/explain-published.ts';
import { loadConfig } from '../../../config/load.ts';
import { projectRoot } from '../../../config/project-root.ts';
import { type House, openHouse } from '../../../tests/harness/house.ts';
import { payMarts } from '../../../tests/harness/part-of-product.ts';
import { type Figure, median, timed } from '../figure.ts';
import { largePeriod } from './large-period.ts';

const company = { reps: 5_000, ordersEach: 20 };
const asked = { payMs: 10_000, explainMs: 300 };
const period = '2026Q3';

/** How long scores and statements of 5,000 reps take, from the facts of their period on, and how long to explain one of them. */
export async function payFigures(): Promise<readonly Figure[]> {
  const home = mkdtempSync(join(tmpdir(), 'yardstick-pay-'));
  handIn(home);
  const configFile = join(projectRoot(), 'examples', 'golden', 'yardstick.yaml');
  const house = await openHouse(async () => loadConfig(configFile, { YARDSTICK_HOME: home }), {
    ends: payMarts,
  });
  try {
    console.error('appraising a large period …');
    await succeeded(house);
    const payMs = await timed(() => appraiseAgain(house));
    return [
      {
        name: `scores and statements of ${company.reps} reps, ${company.reps * company.ordersEach} orders`,
        measured: `${(payMs / 1000).toFixed(1)} s`,
        target: `at most ${asked.payMs / 1000} s`,
        met: payMs <= asked.payMs,
      },
      ...(await explainFigures(house)),
    ];
  } finally {
    await house.stop();
    rmSync(home, { recursive: true });
  }
}

function handIn(home: string): void {
  mkdirSync(join(home, 'input'));
  const document = largePeriod(company.reps, company.ordersEach);
  writeFileSync(join(home, 'input', 'performance.json'), JSON.stringify({ inputs: document }));
}

async function succeeded(house: House, ...[request]: Parameters<House['run']>): Promise<void> {
  const { status } = await house.run(request);
  if (status !== 'succeeded') throw new Error((await house.problems()).join('\n'));
}

/** The facts of the period, its statements, deals, scorecards and the team's: all built again, by a run as people order it. */
async function appraiseAgain(house: House): Promise<void> {
  const again = ['mart.appraisal_facts', ...payMarts].map((key) => [key, 'all'] as const);
  await succeeded(house, { kind: 'backfill', sources: [], requested: Object.fromEntries(again) });
}

async function explainFigures({ context }: House): Promise<readonly Figure[]> {
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
