import { asServerError, ServerError } from '../server-error.ts';

/** Codes of errors that begin with the name of whoever was refused: READONLY, ACCESS_DENIED. */
const naming: ReadonlySet<number> = new Set([164, 497]);
const engineUser = /(^|DB::Exception: )default: /g;

/** What went wrong, in the words of the user who asked: the engine knows its one user `default` only. */
export function errorFor(user: string, caught: unknown): ServerError {
  const error = asServerError(caught);
  if (!naming.has(error.code)) return error;
  const message = error.message.replaceAll(engineUser, (_, before: string) => `${before}${user}: `);
  return new ServerError(error.code, error.type, message, { cause: caught });
}
