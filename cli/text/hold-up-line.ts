import type { HoldUp } from '../runtime/hold-ups.ts';
import { counted, duration } from './format.ts';

/** `crm.Task: 2 attempts failed, the next one begins in 4.0 s. crm did not answer. …` */
export function holdUpLine(holdUp: HoldUp, now: Date): string {
  const subject = holdUp.subject ?? 'the run';
  if ('waitingFor' in holdUp) return `${subject}: waits for ${holdUp.waitingFor}`;
  const { failed, nextAt, problem } = holdUp;
  const left = (nextAt?.getTime() ?? 0) - now.getTime();
  const next = left > 0 ? `the next one begins in ${duration(left)}` : 'the next one is at work';
  return `${subject}: ${counted(failed, 'attempt')} failed, ${next}. ${problem}`;
}
