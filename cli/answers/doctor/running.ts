import { deadLetters } from '../../../ledger/message.ts';
import type { Connection } from '../../runtime/connect.ts';
import { deskId } from '../../runtime/desk.ts';
import { scheduleIds } from '../../runtime/schedules.ts';
import { addingSearchAttributes, missingSearchAttributes } from '../../runtime/search-attributes.ts';
import { taskQueue } from '../../runtime/task-queue.ts';
import { engineStates } from '../engines.ts';
import { checkSources } from '../sources.ts';
import { type Finding, findingOf, ill, well } from './finding.ts';
import { mirrorFinding } from './mirror.ts';

/** Engines, what they must hold, and the sources. Of an engine that is down nothing further is asked. */
export async function runningFindings(connection: Connection): Promise<readonly Finding[]> {
  const engines = await engineStates(connection);
  const up = (name: string) => engines.some((engine) => engine.name === name && engine.ok);
  return [
    ...engines.map(({ name, ok, place, problem = '' }) =>
      ok
        ? well(name, place)
        : ill(
            name,
            `${place}: ${problem}`,
            `Start it, or correct its address. Its log is in ${connection.paths.logs}.`,
          ),
    ),
    ...(up('temporal') ? await temporalFindings(connection) : []),
    ...(up('ledger') && up('clickhouse') ? [await mirrorFinding(connection.context)] : []),
    ...(up('ledger') ? [await messages(connection), ...(await sourceFindings(connection))] : []),
  ];
}

function temporalFindings(connection: Connection): Promise<readonly Finding[]> {
  return Promise.all([attributes(connection), schedules(connection), desk(connection), workers(connection)]);
}

const prepares = 'Start `yardstick start` or `yardstick worker` again: both prepare it.';

async function attributes({ temporal, places }: Connection): Promise<Finding> {
  const name = 'Search attributes';
  return failing(name, prepares, async () => {
    const missing = await missingSearchAttributes(await temporal());
    if (missing.length === 0) return well(name, 'all there');
    const add = addingSearchAttributes(places.temporal.namespace, missing);
    return ill(name, `${missing.join(', ')} are missing`, add);
  });
}

async function schedules({ temporal }: Connection): Promise<Finding> {
  return failing('Schedules', prepares, async () => {
    const client = await temporal();
    const found = await Promise.all(
      scheduleIds.map(async (id) => {
        const { state, info } = await client.schedule.getHandle(id).describe();
        const next = info.nextActionTimes[0]?.toISOString() ?? 'never';
        return { id, paused: state.paused, text: `${id} next at ${next}` };
      }),
    );
    const paused = found.filter((schedule) => schedule.paused).map(({ id }) => id);
    if (paused.length === 0) return well('Schedules', found.map(({ text }) => text).join(', '));
    return ill('Schedules', `${paused.join(', ')} is paused`, 'Resume it in Temporal’s web pages.');
  });
}

async function desk({ temporal }: Connection): Promise<Finding> {
  return failing('Desk', prepares, async () => {
    const { status } = await (await temporal()).workflow.getHandle(deskId).describe();
    if (status.name === 'RUNNING') return well('Desk', 'takes orders');
    return ill('Desk', `the workflow ${deskId} is ${status.name}`, prepares);
  });
}

async function workers({ temporal, places }: Connection): Promise<Finding> {
  const mend = 'Start one: `yardstick worker`; its log tells why it ended.';
  return failing('Workers', mend, async () => {
    const { pollers } = await (await temporal()).workflowService.describeTaskQueue({
      namespace: places.temporal.namespace,
      taskQueue: { name: taskQueue },
    });
    const names = (pollers ?? []).map(({ identity }) => identity ?? '');
    return names.length > 0
      ? well('Workers', names.join(', '))
      : ill('Workers', 'none is waiting for work', mend);
  });
}

async function messages({ context }: Connection): Promise<Finding> {
  const mend = 'See `yardstick alerts dead`; mend the channel, then `yardstick alerts dead --retry`.';
  return failing('Messages', mend, async () => {
    const dead = await deadLetters(context.db);
    if (dead.length === 0) return well('Messages', 'none was given up');
    return ill(
      'Messages',
      dead.map((of) => `${of.channel}: ${of.messages} not delivered, ${of.error}`).join('; '),
      mend,
    );
  });
}

async function sourceFindings({ context }: Connection): Promise<readonly Finding[]> {
  const verdicts = await checkSources(context);
  return verdicts.map(({ source, ok, problems }) =>
    ok
      ? well(`Source ${source}`, 'address, credentials and rights are good')
      : ill(
          `Source ${source}`,
          problems.join('; '),
          'Do what the message says; `yardstick sources --check` asks again.',
        ),
  );
}

/** Like `findingOf`, for looks that judge by themselves. */
async function failing(name: string, mend: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (caught) {
    const { found } = await findingOf(name, () => Promise.reject(caught));
    return ill(name, found, mend);
  }
}
