import { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface VerifyOptions extends CommonOptions {
  readonly head?: string;
}

interface LogOptions extends CommonOptions {
  readonly subject?: string;
  readonly limit: string;
}

export function auditCommand(): Command {
  return new Command('audit')
    .description('who changed targets, plans and locks, and whether the record is whole')
    .addCommand(verifyCommand())
    .addCommand(logCommand());
}

function verifyCommand(): Command {
  return teachingCommand(
    'verify',
    'recompute the chain of hashes; names the first row that was tampered with',
    ['audit verify', 'audit verify --head 5f0c…    # a head noted earlier is still in it'],
  )
    .option(
      '--head <hash>',
      'head that an earlier verification printed: shows that nothing was cut off since',
    )
    .action((options: VerifyOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/audit/verify.ts')).verify(context.db, options.head),
      ),
    );
}

function logCommand(): Command {
  return teachingCommand('log', 'the newest changes, each with who made it', [
    'audit log',
    'audit log --subject "close 2026Q3@1"',
  ])
    .option('--subject <subject>', 'only changes of this')
    .option('--limit <rows>', 'how many', '50')
    .action((options: LogOptions) =>
      connected(options, async ({ context }) => {
        const { log } = await import('../answers/audit/log.ts');
        const zone = context.project.config.company.timezone;
        return log(context.db, { subject: options.subject, limit: options.limit, zone });
      }),
    );
}
