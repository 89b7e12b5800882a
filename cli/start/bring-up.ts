import { claimPort } from '../../infra/embedded/ports.ts';
import type { ConfigChoice } from '../runtime/config-choice.ts';
import { configured } from '../runtime/configured.ts';
import { type Connection, connectTo } from '../runtime/connect.ts';
import { deskSettings, openDesk } from '../runtime/desk.ts';
import { readInstallation, writeInstallation } from '../runtime/installation.ts';
import { prepareEngines } from '../runtime/open-context.ts';
import { ensureSchedules } from '../runtime/schedules.ts';
import { ensureSearchAttributes } from '../runtime/search-attributes.ts';
import { analystsOf } from './analysts.ts';
import { ensureBundle } from './bundle.ts';
import { startTheEngines } from './engines.ts';
import { firstRun } from './first-run.ts';
import { loginsOf } from './logins.ts';
import { type Console, consoleFor } from './narrate.ts';
import { startProcess } from './processes.ts';
import type { Session } from './session.ts';
import type { StartOptions } from './start-options.ts';
import { type Started, startedOf } from './summary.ts';

/** Starts one thing after the other; what it has started is in the session, so that a Ctrl-C in between ends it. */
export async function bringUp(session: Session, options: StartOptions): Promise<Started> {
  const { home } = session;
  const { choice, config, project } = configured(options);
  const analysts = await analystsOf(config, project.graph.order.map(project.graph.asset));
  session.begin();
  const say = consoleFor(session);
  say.line(choice.sample ? sampleWords : `Configuration: ${choice.file}`);
  const samplePort = choice.sample ? await claimSamplePort(session) : undefined;
  writeInstallation(home.paths, { config: choice.file, ...(samplePort === undefined ? {} : { samplePort }) });
  await Promise.all([
    say.step('Engines', startTheEngines(session, config, analysts, say)),
    say.step('Pages of the portal', ensureBundle(home, 'pages')),
    say.step('Workflows', ensureBundle(home, 'workflows')),
  ]);
  const connection = connectTo({ config: choice.file });
  session.holds(connection.close);
  // Three years of a company take a processor for half a minute: ours come up on the other one meanwhile.
  const [ours] = await Promise.all([
    startOurs(session, connection, choice, say),
    samplePort === undefined ? undefined : startSampleCompany(session, samplePort, say),
  ]);
  const { client, portal } = ours;
  const logins = await loginsOf(connection);
  await ensureSchedules(client, config);
  await openDesk(client, deskSettings(connection.context.project), { replace: true });
  // Only now: whoever waits for a start in the background takes this for success.
  session.portalAt(portal);
  const run = options.firstRun ? await firstRun(connection, portal, say) : undefined;
  return startedOf(connection, { portal, logins, run });
}

const sampleWords =
  'No yardstick.yaml here: this is the sample company (demo/). `yardstick init` writes a configuration of your own.';

/** Ledger, warehouse and Temporal as ours need them, then the worker and the portal. */
async function startOurs(session: Session, connection: Connection, choice: ConfigChoice, say: Console) {
  const { context, places } = connection;
  await say.step('Ledger and warehouse', prepareEngines(places, context));
  const client = await connection.temporal();
  await ensureSearchAttributes(client);
  return { client, portal: await startOwn(session, choice, say) };
}

/** The worker and the portal; answers the portal's address. */
async function startOwn(session: Session, choice: ConfigChoice, say: Console): Promise<string> {
  const { home } = session;
  const { port, preferred } = await claimPort(3000);
  if (!preferred) say.event({ type: 'port-moved', name: 'portal', preferred: 3000, port });
  const common = { home, onEvent: say.event };
  const config = ['--config', choice.file];
  const starting = Promise.all([
    startProcess({ ...common, name: 'worker', args: ['worker', '--no-prepare', ...config] }),
    startProcess({
      ...common,
      name: 'portal',
      args: ['engine', 'portal', '--port', String(port), ...config],
      port,
    }),
  ]);
  for (const each of await say.step('Worker and portal', starting)) session.processRuns(each);
  return `http://127.0.0.1:${port}`;
}

/** The port of last time if it can be had: a token kept in the ledger names the address it is for. */
async function claimSamplePort({ home }: Session): Promise<number> {
  return (await claimPort(readInstallation(home.paths)?.samplePort ?? 3900)).port;
}

async function startSampleCompany(session: Session, port: number, say: Console): Promise<void> {
  const starting = startProcess({
    ...{ home: session.home, name: 'demo', port, onEvent: say.event },
    args: ['engine', 'demo', '--port', String(port)],
    // Three years are played the first time.
    readyWithinMs: 600_000,
  });
  session.processRuns(await say.step('Sample company: ERP, CRM and social', starting));
}
