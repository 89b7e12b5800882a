import { asYardstickError } from '../../../errors/yardstick-error.ts';

/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  /** What to do about it; empty when it is well. */
  readonly mend: string;
}

export function well(name: string, found: string): Finding {
  return { name, ok: true, found, mend: '' };
}

export function ill(name: string, found: string, mend: string): Finding {
  return { name, ok: false, found, mend };
}

/** Well with what `look` answers; what it throws becomes what is wrong. */
export async function findingOf(name: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return well(name, await look());
  } catch (caught) {
    const { subject, message, advice } = asYardstickError(caught);
    return ill(name, subject === undefined ? message : `${subject}: ${message}`, advice);
  }
}
