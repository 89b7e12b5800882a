import { Semaphore } from 'async-mutex';

/** Builds that read fewer rows than one unit wait for nobody. */
const rowsPerUnit = 100_000;
/** Together these take about the memory of one chunk; more at once would be no faster where two processors do the work. */
const unitsAtOnce = 20;

/** Builds of one worker, the wide ones in turns: memory is bounded by the rows that are read at once, whoever asks for them. */
export interface Turns {
  /** Does `work` as soon as there is room for the rows it reads; what reads more than there ever is room for works alone. */
  take<Result>(rows: number, work: () => Promise<Result>): Promise<Result>;
}

export function turns(): Turns {
  const room = new Semaphore(unitsAtOnce);
  return {
    async take(rows, work) {
      const units = Math.min(unitsAtOnce, Math.floor(rows / rowsPerUnit));
      return units === 0 ? work() : room.runExclusive(work, units);
    },
  };
}
