import { YardstickError } from '../../errors/yardstick-error.ts';
import { ExpressionFault } from './expression/token.ts';

/** Where in a declaration something is wrong. */
export interface Place {
  readonly file: string;
  readonly key: string;
}

/** KPI_INVALID naming file, key and rule. */
export function refusal({ file, key }: Place, rule: string): YardstickError {
  return new YardstickError('KPI_INVALID', `${key}: ${rule}`, { subject: file });
}

/** Runs a reading; what is wrong with the expression is told with its place. */
export function at<Value>(place: Place, read: () => Value): Value {
  try {
    return read();
  } catch (caught) {
    if (caught instanceof ExpressionFault) throw refusal(place, `the expression ${caught.message}.`);
    throw caught;
  }
}
