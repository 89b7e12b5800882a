import { latestRuns } from '../ledger/run.ts';
import { announce, type Telling } from './finish-run.ts';

const dayMs = 86_400_000;

/** Called at the time by which a nightly must have published: raises an alert when none succeeded in the last day. */
export async function watchNightly(
  context: Telling & { readonly now: () => Date },
): Promise<{ readonly late: boolean }> {
  const since = new Date(context.now().getTime() - dayMs).toISOString();
  const recent = (await latestRuns(context.db, 200)).filter(
    ({ kind, startedAt }) => kind === 'nightly' && startedAt >= since,
  );
  if (recent.some(({ status }) => status === 'succeeded')) return { late: false };
  const [last] = recent;
  const state = last === undefined ? 'none was started' : `the last one is ${last.status}`;
  const stateZh = last === undefined ? '没有启动过' : `最近一次的状态为 ${last.status}`;
  await announce(context, {
    kind: 'run late',
    subject: 'nightly',
    message: `No nightly run has succeeded within a day: ${state}. See \`yardstick status\`; start one with \`yardstick run\`.`,
    messageZh: `一天之内没有成功的夜间更新：${stateZh}。请用 \`yardstick status\` 查看，用 \`yardstick run\` 启动。`,
  });
  return { late: true };
}
