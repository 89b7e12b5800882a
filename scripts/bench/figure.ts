/** One line of a benchmark's answer. */
export interface Figure {
  readonly name: string;
  /** What was measured, with its unit and what it is compared with. */
  readonly measured: string;
  readonly target: string;
  readonly met: boolean;
}

/** The figures as a table, one line each. */
export function figuresText(figures: readonly Figure[]): string {
  const width = (of: (figure: Figure) => string) => Math.max(...figures.map((figure) => of(figure).length));
  const [names, values] = [width(({ name }) => name), width(({ measured }) => measured)];
  return figures
    .map(({ name, measured, target, met }) => {
      return `${met ? 'met   ' : 'MISSED'}  ${name.padEnd(names)}  ${measured.padEnd(values)}  (${target})`;
    })
    .join('\n');
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** How long some work takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
