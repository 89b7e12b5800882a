import { chmodSync, mkdirSync } from 'node:fs';

const folder = '/var/lib/yardstick';

/** Where root keeps what `nobody` must reach when the project or the data home lies behind a closed folder such as /root. */
export function systemFolder(): string {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  return folder;
}
