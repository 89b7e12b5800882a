import { spawnSync } from 'node:child_process';

/** Process ids of all children, their children and so on, from the process table. */
export function descendantsOf(pid: number): readonly number[] {
  const parents = processTable();
  const below = (parent: number): number[] =>
    parents.filter((row) => row.parent === parent).flatMap((row) => [row.pid, ...below(row.pid)]);
  return below(pid);
}

function processTable(): readonly { readonly pid: number; readonly parent: number }[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0]) => ({ pid, parent }));
}
