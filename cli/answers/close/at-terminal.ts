import type { Attempt } from '../../../activities/attempt.ts';

/** An attempt that somebody waits for: whom it waits for itself is told on standard error. */
export function atTerminal(): Attempt {
  const told = new Set<string>();
  return {
    signal: new AbortController().signal,
    number: 1,
    beat: (details) => {
      const text = JSON.stringify(details);
      if (text === '{}' || told.has(text)) return;
      told.add(text);
      console.error(`Waiting: ${text}`);
    },
  };
}
