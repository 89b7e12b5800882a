import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Child } from './child.ts';
import { tailOf } from './log-file.ts';
import { eventually } from './wait.ts';

/**
 * Waits until `isReady` answers true. When the child ends before, or time is up, the child is stopped and the error
 * carries the end of its log. Errors: ENGINE_EXITED, ENGINE_NOT_READY.
 */
export async function untilReady(
  child: Child,
  isReady: () => Promise<boolean>,
  withinMs = 60_000,
): Promise<void> {
  let exit: { code: number | null } | undefined;
  void child.exited.then((code) => {
    exit = { code };
  });
  try {
    const ready = await eventually(async () => exit !== undefined || (await isReady()), { withinMs });
    if (exit !== undefined) throw exitedEarly(child, exit.code);
    if (!ready) throw notReady(child, withinMs);
  } catch (caught) {
    await child.stop();
    throw caught;
  }
}

/** The error for a child that ended on its own. */
export function exitedEarly(child: Child, code: number | null): YardstickError {
  const reason = code === null ? 'was killed by a signal' : `ended with exit code ${code}`;
  const refused = code === 126 ? ' It may not be executed there; is the folder mounted noexec?' : '';
  return new YardstickError('ENGINE_EXITED', `The process ${reason}.${refused}${logOf(child)}`, {
    subject: child.name,
    advice: `Read ${child.logFile}.`,
  });
}

function notReady(child: Child, withinMs: number): YardstickError {
  return new YardstickError('ENGINE_NOT_READY', `No answer within ${withinMs / 1000} s.${logOf(child)}`, {
    subject: child.name,
    advice: `Read ${child.logFile}.`,
  });
}

function logOf(child: Child): string {
  const tail = tailOf(child.logFile);
  return tail === '' ? '' : ` Its last words:\n${tail}\n`;
}
