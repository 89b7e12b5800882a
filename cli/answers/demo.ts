import { existsSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { advanceSampleCompany } from '../../demo/sources/advance.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { homePaths } from '../../infra/embedded/home/paths.ts';
import { readRunFile } from '../../infra/embedded/home/run-file.ts';
import type { Answer } from '../command.ts';
import { sampleConfig } from '../runtime/config-choice.ts';
import type { Connection } from '../runtime/connect.ts';
import { readInstallation } from '../runtime/installation.ts';
import { count } from '../text/format.ts';
import { table } from '../text/table.ts';

/** Plays further days of the sample company; the next run reads what has changed. */
export async function advanceDemo(connection: Connection, days: number): Promise<Answer> {
  if (!connection.choice.sample) throw notTheSample(connection.choice.file);
  const { until, changes } = await advanceSampleCompany({
    postgresUrl: connection.places.ledgerUrl,
    days,
    onProgress: passing,
  });
  const rows = Object.entries(changes)
    .filter(([, changed]) => changed > 0)
    .map(([name, changed]) => [name, count(changed)]);
  return {
    data: { until, changes },
    text: `${table([{ title: 'Table' }, { title: 'New or changed rows', align: 'right' }], rows)}\n\nThe company has been played until ${until}. \`yardstick run\` reads it.`,
  };
}

/** Shown on one line of a terminal, which the next one replaces. */
function passing(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[0K${text}`);
}

/** Forgets the sample company and everything built from it: the next start begins anew. Refused while it runs. */
export async function resetDemo(yes: boolean, env: NodeJS.ProcessEnv = process.env): Promise<Answer> {
  refuseForeignEngines(env);
  const paths = homePaths();
  const installation = readInstallation(paths);
  if (installation !== undefined && installation.config !== sampleConfig()) {
    throw notTheSample(installation.config);
  }
  if (readRunFile(paths) !== undefined) {
    throw new YardstickError('HOME_IN_USE', 'The sample company runs.', {
      subject: paths.root,
      advice: 'Stop it first with `yardstick stop`.',
    });
  }
  if (!yes) {
    throw new YardstickError(
      'ORDER_REFUSED',
      'This deletes the warehouse, the ledger and the sample company.',
      {
        subject: paths.root,
        advice: 'Say --yes if you mean it.',
      },
    );
  }
  // As root, PostgreSQL's folder may be a link to where its account can go.
  for (const folder of [paths.postgres, paths.clickhouse, paths.temporal]) {
    if (existsSync(folder)) await rm(realpathSync(folder), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
  return { data: { reset: paths.root }, text: 'Forgotten. `yardstick start` begins anew.' };
}

/** Only what stands in the home can be forgotten; an engine elsewhere would keep its share. */
function refuseForeignEngines(env: NodeJS.ProcessEnv): void {
  const variable = ['CLICKHOUSE_URL', 'LEDGER_URL', 'TEMPORAL_ADDRESS'].find((name) => env[name]);
  if (variable === undefined) return;
  throw new YardstickError(
    'ORDER_REFUSED',
    `${variable} names an engine outside the home, which is not emptied.`,
    {
      subject: variable,
      advice:
        'Empty that engine yourself, or take the variable out of the environment to reset the engines of the home.',
    },
  );
}

function notTheSample(file: string): YardstickError {
  return new YardstickError('ORDER_REFUSED', 'This home holds a company of your own, not the sample.', {
    subject: file,
    advice: 'Use another YARDSTICK_HOME for the sample company.',
  });
}
