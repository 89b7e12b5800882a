import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { type DecidedSuspicion, decidedSuspicions } from './decided-suspicions.ts';
import { type Suspicion, suspicions } from './released-suspicions.ts';

export type NamedSuspicion =
  | { readonly isFound: true; readonly suspicion: Suspicion }
  | { readonly isFound: false; readonly suspicion: DecidedSuspicion };

/** As it is published, else as it was decided on: what is held can be freed even when no rule finds it any more. Error: SUSPICION_UNKNOWN. */
export async function suspicionNamed(context: Context, id: string): Promise<NamedSuspicion> {
  const [found] = await suspicions(context, { id });
  if (found !== undefined) return { isFound: true, suspicion: found };
  const [decided] = await decidedSuspicions(context, { id });
  if (decided !== undefined) return { isFound: false, suspicion: decided };
  throw new YardstickError('SUSPICION_UNKNOWN', 'There is no such suspicion.', { subject: id });
}
