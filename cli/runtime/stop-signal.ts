import type { YardstickError } from '../../errors/yardstick-error.ts';
import { toldToStop } from './told-to-stop.ts';

/** Aborts with `reason` at the first Ctrl-C, and says at once that it was heard: what is under way may take a while to end. */
export function stopSignal(reason: () => YardstickError): AbortSignal {
  const stop = new AbortController();
  void toldToStop(() => {
    console.error('\nStopping …');
    stop.abort(reason());
  });
  return stop.signal;
}
