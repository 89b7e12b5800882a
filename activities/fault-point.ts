/** Every place where a process may die: before and after each await that changes something. Tests kill at each of them. */
export const faultPoints = [
  'extract.leased',
  'extract.sliced',
  'extract.fetched',
  'extract.compared',
  'extract.inserted',
  'extract.counted',
  'extract.committed',
  'extract.mirrored',
  'extract.tombstoned',
  'extract.finished',
  'build.leased',
  'build.planned',
  'build.refused',
  'build.inserted',
  'build.hashed',
  'build.audited',
  'build.recorded',
  'publish.leased',
  'publish.reconciled',
  'publish.verified',
  'publish.prepared',
  'publish.pointed',
  'publish.marked',
  'sweep.chosen',
  'sweep.dropped',
  'sweep.marked',
  'sweep.unstored',
] as const;

export type FaultPoint = (typeof faultPoints)[number];

/** Kills this process there, once the point has been passed often enough; does nothing in normal life. */
export type FaultSwitch = (point: FaultPoint) => void;

/**
 * Reads `YARDSTICK_FAULT`, e.g. `extract.inserted` or `build.hashed#3` (the third time). SIGKILL, so that nothing
 * can be put in order on the way out.
 */
export function faultSwitch(setting: string | undefined, die: () => void = killMyself): FaultSwitch {
  if (setting === undefined || setting === '') return () => {};
  const [name, count] = setting.split('#');
  let left = Number(count ?? 1);
  return (point) => {
    if (point !== name) return;
    left -= 1;
    if (left === 0) die();
  };
}

function killMyself(): void {
  process.kill(process.pid, 'SIGKILL');
}
