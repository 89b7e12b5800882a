import type { RunProgress } from '../../workflows/run-progress.ts';
import type { HoldUp } from '../runtime/hold-ups.ts';
import { duration } from './format.ts';
import { holdUpLine } from './hold-up-line.ts';
import { progressBlock, progressNews, progressPulse } from './run-progress.ts';

/** Shows a run as it goes on. */
export interface LiveView {
  show(progress: RunProgress, held: readonly HoldUp[]): void;
  /** Leaves what was shown last and gives the terminal back. */
  end(): void;
}

/** Without news for so long, a line tells what is at work. */
const quietMs = 5_000;

/** On a terminal a block painted over itself; elsewhere a line for everything that ends. Writes to standard error only. */
export function liveView(stream: NodeJS.WriteStream = process.stderr): LiveView {
  return stream.isTTY === true ? painted(stream) : lines(stream);
}

function painted(stream: NodeJS.WriteStream): LiveView {
  const began = Date.now();
  let height = 0;
  return {
    show: (progress, held) => {
      const width = stream.columns ?? 80;
      // A line that wraps would count as two when painted over.
      const now = new Date();
      const block = [
        ...progressBlock(progress, now.getTime() - began),
        ...held.map((holdUp) => `  ${holdUpLine(holdUp, now)}`),
      ].map((line) => line.slice(0, width - 1));
      stream.write(`${height === 0 ? '' : `\u001b[${height}A`}\u001b[0J${block.join('\n')}\n`);
      height = block.length;
    },
    end: () => {
      height = 0;
    },
  };
}

function lines(stream: NodeJS.WriteStream): LiveView {
  const began = Date.now();
  let before: RunProgress | undefined;
  let toldAt = began;
  const tell = (line: string) => {
    toldAt = Date.now();
    stream.write(`[${duration(toldAt - began).padStart(8)}] ${line}\n`);
  };
  const quiet = quietStreams();
  const told = new Set<string>();
  const tellOnce = (holdUp: HoldUp) => {
    const { subject, failed, waitingFor } = { failed: 0, waitingFor: '', ...holdUp };
    const key = JSON.stringify([subject, failed, waitingFor]);
    if (!told.has(key)) tell(holdUpLine(holdUp, new Date()));
    told.add(key);
  };
  return {
    show: (progress, held) => {
      for (const line of progressNews(before, progress)) tell(line);
      before = progress;
      for (const holdUp of held) tellOnce(holdUp);
      const quietFor = quiet(progress);
      const pulse = Date.now() - toldAt > quietMs ? progressPulse(progress, quietFor) : undefined;
      if (pulse !== undefined) tell(pulse);
    },
    end: () => undefined,
  };
}

/** Remembers when each stream last showed a new page, and answers for how long it has shown none, in milliseconds. */
function quietStreams(): (progress: RunProgress) => (name: string) => number {
  const last = new Map<string, { readonly pages: number; readonly at: number }>();
  return ({ streams }) => {
    const now = Date.now();
    for (const { source, stream, state, pages } of streams) {
      const name = `${source}.${stream}`;
      if (state === 'reading' && last.get(name)?.pages !== pages) last.set(name, { pages, at: now });
    }
    return (name) => now - (last.get(name)?.at ?? now);
  };
}
