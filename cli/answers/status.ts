import { openAlerts } from '../../ledger/alert.ts';
import { type DeadLetters, deadLetters } from '../../ledger/message.ts';
import { currentRelease } from '../../ledger/release.ts';
import { latestRuns } from '../../ledger/run.ts';
import type { Answer } from '../command.ts';
import type { Connection } from '../runtime/connect.ts';
import { count, counted, duration, instant } from '../text/format.ts';
import { table } from '../text/table.ts';
import { type EngineState, engineStates } from './engines.ts';
import { type Freshness, freshnessOf } from './freshness.ts';

type Runs = Awaited<ReturnType<typeof latestRuns>>;
type Alerts = Awaited<ReturnType<typeof openAlerts>>;

/** What runs, what ran last, how fresh everything is, and what needs somebody. */
export async function status(connection: Connection): Promise<Answer> {
  const { context } = connection;
  const zone = context.project.config.company.timezone;
  const engines = await engineStates(connection);
  if (engines.some(({ name, ok }) => name === 'ledger' && !ok)) {
    return { data: { engines }, text: enginesText(engines), failed: true };
  }
  const release = await currentRelease(context.db);
  const [runs, freshness, alerts, undelivered] = [
    await latestRuns(context.db, 5),
    await freshnessOf(context),
    await openAlerts(context.db),
    await deadLetters(context.db),
  ];
  return {
    data: { engines, release: release ?? null, runs, freshness, alerts, undelivered },
    text: [
      enginesText(engines),
      '',
      release === undefined
        ? 'Nothing has been published yet.'
        : `Release ${release.release}, published ${instant(release.publishedAt, zone)}`,
      '',
      runsText(runs, zone),
      '',
      freshnessText(freshness, zone),
      '',
      alertsText(alerts, zone),
      ...undelivered.map(undeliveredText),
    ].join('\n'),
    failed: engines.some(({ ok }) => !ok),
  };
}

function enginesText(engines: readonly EngineState[]): string {
  return table(
    [{ title: 'Engine' }, { title: 'State' }, { title: 'Place' }],
    engines.map(({ name, ok, place, problem }) => [name, ok ? 'ok' : 'DOWN', problem ?? place]),
  );
}

function runsText(runs: Runs, zone: string): string {
  if (runs.length === 0) return 'No run yet. Start one with `yardstick run`.';
  const titles = ['Run', 'Kind', 'Status', 'Started', 'Took', 'Requested by'].map((title) => ({ title }));
  return table(
    titles,
    runs.map((run) => [
      run.id,
      run.kind,
      run.status,
      instant(run.startedAt, zone),
      run.finishedAt === null ? '' : duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt)),
      run.requestedBy,
    ]),
  );
}

function freshnessText(assets: readonly Freshness[], zone: string): string {
  return table(
    [
      { title: 'Asset' },
      { title: 'Fresh' },
      { title: 'Due' },
      { title: 'Confirmed' },
      { title: 'Rows', align: 'right' },
    ],
    assets.map(({ asset, state, due, confirmedAt, rows }) => [
      asset,
      state,
      due,
      instant(confirmedAt, zone),
      count(rows),
    ]),
  );
}

function undeliveredText({ channel, messages, error }: DeadLetters): string {
  return `! ${channel}: ${counted(messages, 'message')} not delivered\n  ${error} See \`yardstick alerts dead\`.`;
}

function alertsText(alerts: Alerts, zone: string): string {
  if (alerts.length === 0) return 'No open alerts.';
  const lines = alerts.map(
    ({ kind, subject, message, times, lastRaisedAt }) =>
      `! ${subject}: ${kind}${times > 1 ? ` (${times} times)` : ''}, ${instant(lastRaisedAt, zone)}\n  ${message}`,
  );
  return lines.join('\n');
}
