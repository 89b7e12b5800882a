// Speed, measured and never tested: `npm run bench -- clickhouse [part …]` or `marts [part …]`. Exit code 1 when a figure misses its target.
import { type Figure, figuresText } from './bench/figure.ts';

const suites: Readonly<Record<string, (parts: readonly string[]) => Promise<readonly Figure[]>>> = {
  clickhouse: async (parts) => (await import('./bench/clickhouse/suite.ts')).clickHouseFigures(parts),
  marts: async (parts) => (await import('./bench/marts/suite.ts')).martFigures(parts),
};
const [name = '', ...parts] = process.argv.slice(2);
const suite = suites[name];
if (suite === undefined) {
  console.error(
    'Say what to measure: npm run bench -- clickhouse [transfer] [compression] [latency] [memory], or npm run bench -- marts [kpis] [pay]',
  );
  process.exit(2);
}
const figures = await suite(parts);
console.info(figuresText(figures));
// The engine in this process would keep it alive.
process.exit(figures.every(({ met }) => met) ? 0 : 1);
