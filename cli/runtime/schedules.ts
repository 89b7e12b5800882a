import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import type { Config } from '../../config/load.ts';
import { taskQueue } from './task-queue.ts';

/** What Temporal starts by itself, in the company's zone. */
export const scheduleIds = ['nightly', 'watch'] as const;
type ScheduleId = (typeof scheduleIds)[number];

/** Creates both schedules or makes them agree with the configuration. A schedule somebody paused stays paused. */
export async function ensureSchedules(client: Client, config: Config): Promise<void> {
  for (const id of scheduleIds) await ensureSchedule(client, id, scheduleOf(config, id));
}

function scheduleOf({ company, schedule }: Config, id: ScheduleId) {
  const [hour = '6', minute = '30'] = schedule.publishedBy.split(':');
  const nightly = {
    workflowType: 'nightly',
    args: [{ kind: 'nightly', requestedBy: 'schedule' }],
  };
  return {
    spec: {
      cronExpressions: [id === 'nightly' ? schedule.nightly : `${Number(minute)} ${Number(hour)} * * *`],
      timezone: company.timezone,
      jitter: id === 'nightly' ? (`${schedule.jitterMinutes} minutes` as const) : ('0 minutes' as const),
    },
    policies: {
      overlap: ScheduleOverlapPolicy.SKIP,
      catchupWindow: `${id === 'nightly' ? schedule.catchUpHours : 1} hours` as const,
    },
    action: {
      type: 'startWorkflow' as const,
      taskQueue,
      workflowId: id,
      ...(id === 'nightly' ? nightly : { workflowType: 'watch', args: [] }),
    },
  };
}

async function ensureSchedule(
  client: Client,
  scheduleId: ScheduleId,
  wanted: ReturnType<typeof scheduleOf>,
): Promise<void> {
  try {
    await client.schedule.create({ scheduleId, ...wanted });
  } catch (caught) {
    if (!(caught instanceof ScheduleAlreadyRunning)) throw caught;
    await client.schedule.getHandle(scheduleId).update(({ state }) => ({ ...wanted, state }));
  }
}
