// Everything the worker can run; Temporal finds workflows by these names.
export { backfill } from './backfill.ts';
export { loadStream } from './load-stream.ts';
export { sweep, watch } from './maintenance.ts';
export { materialize } from './materialize.ts';
export { nightly } from './nightly.ts';
export { operations } from './operations.ts';
