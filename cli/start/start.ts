import { YardstickError } from '../../errors/yardstick-error.ts';
import { openHome } from '../../infra/embedded/home/open.ts';
import { within } from '../../infra/embedded/processes/wait.ts';
import { announce } from '../command.ts';
import { toldToStop } from '../runtime/told-to-stop.ts';
import { bringUp } from './bring-up.ts';
import { stoppedWords } from './last-words.ts';
import { Session } from './session.ts';
import type { StartOptions } from './start-options.ts';
import { type Started, summaryText } from './summary.ts';

/**
 * Runs everything in the foreground until told to stop; answers the exit code. Errors: those of the home, the configuration,
 * the engines and our own processes; then nothing is left running.
 */
export async function start(options: StartOptions): Promise<number> {
  const opened = await openHome();
  if (opened.state === 'running') return runsAlready(opened, options);
  const session = new Session(opened.home);
  const stop = toldToStop(() => console.error('\nStopping …'));
  try {
    const up = bringUp(session, options);
    // When told to stop meanwhile, nobody waits for this any more.
    up.catch(() => undefined);
    const started = await Promise.race([up, stop]);
    if (started !== 'stop') await hold(session, started, stop, options);
    return 0;
  } finally {
    await closeInTime(session);
  }
}

async function hold(session: Session, started: Started, stop: Promise<'stop'>, options: StartOptions) {
  announce(options, { data: started, text: summaryText(started) });
  const reason = await Promise.race([stop, session.gaveUp()]);
  if (reason instanceof YardstickError) throw reason;
}

async function closeInTime(session: Session): Promise<void> {
  // Whatever does not end by itself ends with us.
  if ((await within(12_000, session.close())) && session.hasBegun) console.error(stoppedWords);
}

function runsAlready(
  running: { readonly pid: number; readonly portal: string | undefined; readonly message: string },
  options: StartOptions,
): number {
  const { pid, portal } = running;
  const text = portal === undefined ? running.message : `Yardstick runs already at ${portal} (pid ${pid}).`;
  announce(options, { data: { state: 'running', pid, portal: portal ?? null }, text });
  return 0;
}
