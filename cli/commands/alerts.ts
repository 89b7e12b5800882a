import { Command } from 'commander';
import { type CommonOptions, reply, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface ListOptions extends CommonOptions {
  readonly rule?: string;
  readonly all?: boolean;
}

interface DeadOptions extends CommonOptions {
  readonly retry?: boolean;
  readonly channel?: string;
}

export function alertsCommand(): Command {
  return new Command('alerts')
    .description('what rules find in the data, and the messages people are told it by')
    .addCommand(listCommand())
    .addCommand(rulesCommand())
    .addCommand(testCommand())
    .addCommand(sendCommand())
    .addCommand(deadCommand());
}

function listCommand(): Command {
  return teachingCommand('list', 'what is open: since when, whose, and on what evidence', [
    'alerts list',
    'alerts list --rule collection_late --all --json',
  ])
    .option('--rule <rule>', 'only of this rule')
    .option('--all', 'also what has recovered')
    .action((options: ListOptions) =>
      connected(options, async ({ context }) => {
        const { alertsList } = await import('../answers/alerts/list.ts');
        return alertsList(context, options);
      }),
    );
}

function rulesCommand(): Command {
  return teachingCommand('rules', 'every rule of the product and of yardstick.yaml', ['alerts rules']).action(
    async (options: CommonOptions) => {
      const [{ configured }, { alertRules }] = await Promise.all([
        import('../runtime/configured.ts'),
        import('../answers/alerts/rules.ts'),
      ]);
      reply(options, alertRules(configured(options).project.alertRules));
    },
  );
}

function testCommand(): Command {
  return teachingCommand('test', 'send a test message over one channel, or over each', [
    'alerts test',
    'alerts test sales-chat',
  ])
    .argument('[channel]', 'a name under notify.channels')
    .action((channel: string | undefined, options: CommonOptions) =>
      connected(options, async ({ context }) => {
        const { testChannels } = await import('../answers/alerts/outbox.ts');
        return testChannels(context, channel);
      }),
    );
}

function sendCommand(): Command {
  return teachingCommand('send', 'send what is due now; workers do it by themselves every 15 seconds', [
    'alerts send',
  ]).action((options: CommonOptions) =>
    connected(options, async ({ context }) => {
      const { sendDue } = await import('../answers/alerts/outbox.ts');
      return sendDue(context);
    }),
  );
}

function deadCommand(): Command {
  return teachingCommand('dead', 'messages that were given up, and why', [
    'alerts dead',
    'alerts dead --retry --channel sales-chat',
  ])
    .option('--retry', 'let them be tried again')
    .option('--channel <channel>', 'only of this channel')
    .action((options: DeadOptions) =>
      connected(options, async ({ context }) => {
        const { deadMessages } = await import('../answers/alerts/outbox.ts');
        return deadMessages(context, options);
      }),
    );
}
