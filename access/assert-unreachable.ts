/** Makes the compiler prove that a switch is exhaustive; throws if data from outside broke the proof. */
export function assertUnreachable(value: never): never {
  throw new RangeError(`Unexpected value ${JSON.stringify(value)}: a case is missing.`);
}
