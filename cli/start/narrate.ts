import pc from 'picocolors';
import type { EngineEvent } from '../../infra/embedded/events.ts';
import { duration } from '../text/format.ts';
import type { Session } from './session.ts';

/** What `start` tells while it works, on standard error. */
export interface Console {
  line(text: string): void;
  /** Says that a step has ended, and how long it took. */
  step<Result>(name: string, work: Promise<Result>): Promise<Result>;
  /** What supervisors report: only what people need to know. */
  event(event: EngineEvent): void;
}

export function consoleFor(session: Session): Console {
  const line = (text: string) => console.error(text);
  return {
    line,
    step: async (name, work) => {
      const began = Date.now();
      const result = await work;
      line(`${pc.green('✓')} ${name} ${pc.dim(duration(Date.now() - began))}`);
      return result;
    },
    event: (event) => {
      const text = eventText(event);
      // A Ctrl-C reaches some children directly; that they end is no news then.
      if (text !== undefined && !session.isClosing) line(text);
      // A process that came back has another pid.
      if (event.type === 'ready') setImmediate(() => session.tell());
    },
  };
}

function eventText(event: EngineEvent): string | undefined {
  switch (event.type) {
    case 'port-moved':
      return `${pc.yellow('!')} Port ${event.preferred} is taken; ${event.name} listens on ${event.port}.`;
    case 'crashed':
      return `${pc.yellow('!')} ${event.name} ended (${event.reason}); it is started again in ${duration(event.restartInMs)}.`;
    case 'gave-up':
      return `${pc.red('✗')} ${event.error.explain()}`;
    case 'starting':
    case 'ready':
      return undefined;
  }
}
