import { spawnSync } from 'node:child_process';
import type { Account } from '../processes/child.ts';

/** PostgreSQL refuses to run as root; then it runs as `nobody`. Undefined means: as ourselves. */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** Whether the account passes a `test` such as `-w folder`; without an account the question is about ourselves. */
export function mayAccess(account: Account | undefined, test: '-r' | '-w' | '-x', path: string): boolean {
  return spawnSync('test', [test, path], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

function idOf(flag: '-u' | '-g'): number {
  const { stdout, status } = spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' });
  const id = Number(stdout);
  return status === 0 && Number.isInteger(id) && id > 0 ? id : 65_534;
}
