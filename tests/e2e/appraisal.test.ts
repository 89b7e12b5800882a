import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { projectRoot } from '../../config/project-root.ts';
import { CommandLine } from './command-line.ts';

const patient = { timeout: 400_000 };
const golden = join(projectRoot(), 'examples', 'golden');
const yardstick = new CommandLine({});

afterAll(async () => {
  await yardstick.run('stop');
  yardstick.remove();
}, 60_000);

/** The figures themselves are worked out in examples/golden/every-field.test.ts. */
test('one command in an empty home leads from a document to statements', patient, async () => {
  const run = await yardstick.json('run', '--config', golden, '--input', join(golden, 'every-field.json'));
  expect(run).toMatchObject({ status: 'succeeded' });
  const { period, reps } = await yardstick.json('appraisal', 'statement', '--period', '2026Q1');
  expect(period.id).toBe('2026Q1');
  expect(reps.B2).toMatchObject({ released: '2971.20', held: '2332.80', total_payable: '4236.21' });
});

test('people read it as a table', patient, async () => {
  const { stdout } = await yardstick.run('appraisal', 'statement', '--period', '2026Q1');
  expect(stdout).toMatch(
    /B2 Bo +rep +122000\.00 +0\.00 +154\.0404 +115\.5556 +1\.20 +5304\.00 +2971\.20 +2332\.80/,
  );
});

test('what came later is told as of a day', patient, async () => {
  const { reps } = await yardstick.json('appraisal', 'adjust', '--as-of', '2026-04-30');
  expect(reps.B2).toMatchObject({ delta_earned: '-720.00', newly_released: '960.00', held_after: '652.80' });
  expect((await yardstick.run('appraisal', 'adjust', '--as-of', '30 April')).stderr).toContain(
    'ORDER_REFUSED',
  );
});

test('another document replaces the first as a whole, and a wrong one nothing', patient, async () => {
  const file = join(yardstick.home, 'next.json');
  const text = readFileSync(join(golden, 'every-field.json'), 'utf8');
  writeFileSync(file, text.replace('"close_as_of": "2026-03-31"', '"close_as_of": "31 March"'));
  const wrong = await yardstick.run('run', '--config', golden, '--input', file);
  expect(wrong.stderr).toContain('meta.close_as_of: found "31 March", expected a day such as 2026-09-30');
  writeFileSync(file, text.replace('"id": "2026Q1"', '"id": "spring"'));
  await yardstick.json('run', '--config', golden, '--input', file);
  expect((await yardstick.json('appraisal', 'statement', '--period', 'spring')).reps.A1.net_sales).toBe(
    '196000.00',
  );
  const gone = await yardstick.run('appraisal', 'statement', '--period', '2026Q1');
  expect(gone.stderr).toContain('Name one with --period: spring.');
});

test('a home that runs with one configuration takes no document for another', patient, async () => {
  const other = join(yardstick.home, 'other.yaml');
  writeFileSync(
    other,
    readFileSync(join(golden, 'yardstick.yaml'), 'utf8').replace('name: Golden', 'name: Other'),
  );
  const { code, stderr } = await yardstick.run(
    'run',
    '--config',
    other,
    '--input',
    join(golden, 'every-field.json'),
  );
  expect(code).toBe(1);
  expect(stderr).toContain('This home runs with');
  const place = join(yardstick.home, 'data', 'input', 'performance.json');
  expect(readFileSync(place, 'utf8')).toContain('"id": "spring"');
});
