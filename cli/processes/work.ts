import { tellReady, untilToldToStop } from '../../infra/embedded/processes/parent.ts';
import { type Connection, connectTo } from '../runtime/connect.ts';
import { deskSettings, openDesk } from '../runtime/desk.ts';
import { prepareEngines } from '../runtime/open-context.ts';
import { runWorker } from '../runtime/run-worker.ts';
import { ensureSchedules } from '../runtime/schedules.ts';
import { ensureSearchAttributes } from '../runtime/search-attributes.ts';

/** Works until told to stop. With `prepare` it also brings ledger, tables, schedules and the desk to this version first. */
export async function work(options: { readonly config?: string; readonly prepare: boolean }): Promise<void> {
  const stopping = new AbortController();
  void untilToldToStop().then(() => stopping.abort());
  const connection = connectTo(options);
  const { context, places } = connection;
  try {
    if (options.prepare) {
      await prepareEngines(places, context);
      await ensureSearchAttributes(await connection.temporal());
    }
    await runWorker({
      ...{ context, temporal: places.temporal, signal: stopping.signal },
      onReady: () => {
        tellReady();
        console.error(`worker ${context.worker} is ready`);
        if (options.prepare) void announce(connection);
      },
    });
  } finally {
    await connection.close();
  }
}

/** The desk answers only once a worker runs; a failure here leaves the schedules to the next worker that starts. */
async function announce({ temporal, config, context }: Connection): Promise<void> {
  try {
    const client = await temporal();
    await ensureSchedules(client, config);
    await openDesk(client, deskSettings(context.project), { replace: false });
  } catch (caught) {
    console.error(`Schedules and desk could not be prepared: ${String(caught)}`);
  }
}
