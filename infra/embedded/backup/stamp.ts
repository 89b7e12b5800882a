/** `2026-11-22T070226Z`: sorts by time and is a file name everywhere. */
export function stampOf(instant: Date): string {
  return instant.toISOString().replaceAll(':', '').replace(/\.\d+/, '');
}

/** Whether a name is one that a backup is given. They begin with the instant, so that they sort by time. */
export function isBackupId(name: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d{6}Z-[\w-]+$/.test(name);
}
