import type { YardstickError } from '../../errors/yardstick-error.ts';

/** What a supervisor reports, for the console and the log. */
export type EngineEvent =
  | { readonly type: 'starting'; readonly name: string }
  | { readonly type: 'ready'; readonly name: string; readonly pid: number; readonly tookMs: number }
  | { readonly type: 'port-moved'; readonly name: string; readonly preferred: number; readonly port: number }
  | { readonly type: 'crashed'; readonly name: string; readonly reason: string; readonly restartInMs: number }
  | { readonly type: 'gave-up'; readonly name: string; readonly error: YardstickError };
