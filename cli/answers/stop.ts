import { homePaths } from '../../infra/embedded/home/paths.ts';
import { readRunFile } from '../../infra/embedded/home/run-file.ts';
import { isAlive } from '../../infra/embedded/processes/alive.ts';
import { eventually } from '../../infra/embedded/processes/wait.ts';
import type { Answer } from '../command.ts';

/** Stops what runs in the home, and waits for its end. */
export async function stop(): Promise<Answer> {
  const paths = homePaths();
  const running = readRunFile(paths);
  if (running === undefined) return { data: { stopped: false }, text: `Nothing runs in ${paths.root}.` };
  const { pid } = running;
  process.kill(pid, 'SIGTERM');
  const gone = await eventually(async () => !isAlive(pid), { withinMs: 20_000, everyMs: 100 });
  if (gone) return { data: { stopped: true, pid }, text: `Stopped (pid ${pid}).` };
  const text = `Pid ${pid} still runs after 20 s. End it with \`kill -9 ${pid}\`: nothing committed is lost.`;
  return { data: { stopped: false, pid }, text, failed: true };
}
