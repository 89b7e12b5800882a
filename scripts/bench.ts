// Speed, measured and never tested: `npm run bench -- clickhouse [part …]`. Exit code 1 when a figure misses its target.
import { figuresText } from './bench/figure.ts';

const [suite = '', ...parts] = process.argv.slice(2);
if (suite !== 'clickhouse') {
  console.error(
    'Say what to measure: npm run bench -- clickhouse [transfer] [compression] [latency] [memory]',
  );
  process.exit(2);
}
const { clickHouseFigures } = await import('./bench/clickhouse/suite.ts');
const figures = await clickHouseFigures(parts);
console.info(figuresText(figures));
// The engine in this process would keep it alive.
process.exit(figures.every(({ met }) => met) ? 0 : 1);
