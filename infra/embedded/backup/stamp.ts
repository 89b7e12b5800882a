/** `2026-11-22T070226Z`: sorts by time and is a file name everywhere. */
export function stampOf(instant: Date): string {
  return instant.toISOString().replaceAll(':', '').replace(/\.\d+/, '');
}
