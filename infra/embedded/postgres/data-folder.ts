import { createHash } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, readdirSync, realpathSync, rmdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Account } from '../processes/child.ts';
import { mayAccess } from './account.ts';
import { systemFolder } from './system-folder.ts';

/**
 * Makes the folder usable for the account and answers its real path. As root behind a closed folder, where `nobody` cannot go, the data is
 * kept under /var/lib/yardstick and `dataDir` becomes a link to it. Error: HOME_UNWRITABLE.
 */
export function usableDataFolder(dataDir: string, account: Account | undefined): string {
  try {
    mkdirSync(dataDir, { recursive: true });
    const folder = realpathSync(dataDir);
    own(folder, account);
    if (mayAccess(account, '-w', folder)) return folder;
    return moved(dataDir, account);
  } catch (cause) {
    throw new YardstickError('HOME_UNWRITABLE', 'The folder of the PostgreSQL data cannot be written.', {
      subject: dataDir,
      cause,
    });
  }
}

function own(folder: string, account: Account | undefined): void {
  chmodSync(folder, 0o700);
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
}

function moved(dataDir: string, account: Account | undefined): string {
  if (account === undefined || readdirSync(dataDir).length > 0) {
    throw new Error('The account PostgreSQL runs under cannot write there.');
  }
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const folder = join(systemFolder(), `postgres-data-${name}`);
  mkdirSync(folder, { recursive: true });
  own(folder, account);
  rmdirSync(dataDir);
  symlinkSync(folder, dataDir);
  return folder;
}
