import { catalogue, type ErrorCode } from '../../errors/catalogue.ts';

/** What a start says when all it held has ended; the error that ended it is explained after that. */
export const stoppedWords = 'Stopped.';

export interface ExplainedError {
  readonly code: ErrorCode;
  /** Subject, message and advice. */
  readonly sentences: string;
}

/** The error of ours that a start ended with, from what it said; undefined when it ended otherwise. */
export function explainedError(words: string): ExplainedError | undefined {
  const explained = words.split(`\n${stoppedWords}\n`).at(-1) ?? '';
  const [, sentences, code] = /^([\s\S]+) \[([A-Z_]+)\]$/.exec(explained.trim()) ?? [];
  if (sentences === undefined || code === undefined || !isErrorCode(code)) return undefined;
  return { code, sentences };
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(catalogue, code);
}
