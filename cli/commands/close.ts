import { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface LockOptions extends CommonOptions {
  readonly by: string;
  readonly accept: readonly string[];
  readonly reason?: string;
}

interface UnlockOptions extends CommonOptions {
  readonly by: string;
  readonly reason?: string;
  readonly approve?: boolean;
  readonly passwordFile?: string;
}

export function closeCommand(): Command {
  return new Command('close')
    .description('lock a period so that its statements stand, prove them later, and explain what differs')
    .addCommand(checkCommand())
    .addCommand(lockCommand())
    .addCommand(unlockCommand())
    .addCommand(statusCommand())
    .addCommand(verifyCommand())
    .addCommand(diffCommand());
}

function checkCommand(): Command {
  return teachingCommand('check', 'what has to hold before a period is locked, and what does not', [
    'close check 2026Q3',
  ])
    .argument('<period>', 'name of the period')
    .action((period: string, options: CommonOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/close/check.ts')).check(context, period),
      ),
    );
}

function lockCommand(): Command {
  return teachingCommand('lock', 'keep what the newest release shows of a period, and what it was made of', [
    'close lock 2026Q3 --by finance@example.com',
    'close lock 2026Q3 --by finance@example.com --accept no_held_orders --reason "O12 is with the court"',
  ])
    .argument('<period>', 'name of the period')
    .requiredOption('--by <email>', 'account that answers for it')
    .option('--accept <item...>', 'lock although these of the checklist do not hold', [])
    .option('--reason <text>', 'why they are accepted')
    .action((period: string, options: LockOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/close/lock.ts')).lockPeriod(context, period, options),
      ),
    );
}

function unlockCommand(): Command {
  return teachingCommand('unlock', 'ask to take a lock away; a second person approves it', [
    'close unlock 2026Q3 --by finance@example.com --password-file mine.txt --reason "target of E7 was entered twice"',
    'close unlock 2026Q3 --by director@example.com --approve --password-file secret.txt',
  ])
    .argument('<period>', 'name of the period')
    .requiredOption('--by <email>', 'account that asks, or approves')
    .option('--reason <text>', 'why it has to be opened')
    .option('--approve', 'approve what somebody else has asked')
    .option('--password-file <file>', 'password of the account; - for standard input')
    .action((period: string, options: UnlockOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/close/unlock.ts')).unlock(context, period, options),
      ),
    );
}

function statusCommand(): Command {
  return teachingCommand('status', 'whether a period is open or locked, and every lock it has had', [
    'close status 2026Q3',
  ])
    .argument('<period>', 'name of the period')
    .action((period: string, options: CommonOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/close/status.ts')).status(context, period),
      ),
    );
}

function verifyCommand(): Command {
  return teachingCommand(
    'verify',
    'recompute a locked period from what it pins: equal, or the first difference',
    ['close verify 2026Q3', 'close verify 2026Q3@1    # the first version of its statements'],
  )
    .argument('<period>', 'name of the period, or period@version')
    .action((version: string, options: CommonOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/close/verify.ts')).verify(context, version),
      ),
    );
}

function diffCommand(): Command {
  return teachingCommand('diff', 'why two versions of a period’s statements differ: by cause, to the fen', [
    'close diff 2026Q3@1 2026Q3@2',
    'close diff 2026Q3@1 2026Q3@now    # against what is published now',
  ])
    .argument('<before>', 'period@version')
    .argument('<after>', 'period@version, or period@now')
    .action((before: string, after: string, options: CommonOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/close/diff.ts')).diff(context, before, after),
      ),
    );
}
