import type { SliceSpec, StreamProgress } from './connector.ts';

/** Slices begun and not finished, oldest first; their bounds stay frozen. */
export function openSlices(progress: StreamProgress): readonly SliceSpec[] {
  return progress.slices.filter(({ state }) => state === 'open').map(({ slice }) => slice);
}

/** The newest slice, open or done, whose params have `kind`. */
export function newestOf(progress: StreamProgress, kind: string): SliceSpec | undefined {
  return progress.slices.map(({ slice }) => slice).findLast((slice) => slice.params.kind === kind);
}

/** A text parameter of a slice; undefined where it is absent or of another type. */
export function textParam(slice: SliceSpec | undefined, name: string): string | undefined {
  const value = slice?.params[name];
  return typeof value === 'string' ? value : undefined;
}
