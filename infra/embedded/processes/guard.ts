import { spawnSync } from 'node:child_process';

/**
 * Runs a program so that it cannot outlive us, even when we are killed with -9: a shell starts a watcher and then *becomes* the program
 * (same pid, so signals and exit codes are the program's own). The watcher reads our end of the stdin pipe; when that closes
 * it sends the stop signal, and KILL six seconds later. Where the kernel can do it as well (`setpriv --pdeathsig`), it does.
 * Descriptor 3 is the IPC channel of Node children: the watcher must let go of it, or its end would never be seen.
 */
const guardScript = `
signal=$1; shift
exec 9<&0
(
  exec 3<&- >/dev/null 2>&1
  cat <&9
  kill -"$signal" $$
  for second in 1 2 3 4 5 6; do kill -0 $$ || exit 0; sleep 1; done
  kill -KILL $$
) &
exec 9<&-
exec "$@" </dev/null
`;

export type StopSignal = 'INT' | 'TERM';

export interface GuardedCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** The command line that runs `command` under guard; its stdin must be a pipe that only we hold. */
export function guarded(command: string, args: readonly string[], signal: StopSignal): GuardedCommand {
  const direct = [command, ...args];
  const program = kernelTellsOfDeath() ? ['setpriv', '--pdeathsig', signal, ...direct] : direct;
  return { command: '/bin/sh', args: ['-c', guardScript, 'yardstick-guard', signal, ...program] };
}

let probed: boolean | undefined;

function kernelTellsOfDeath(): boolean {
  // BusyBox has a setpriv without --pdeathsig, so the option itself is tried.
  probed ??= spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true'], { stdio: 'ignore' }).status === 0;
  return probed;
}
