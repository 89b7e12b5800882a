import { Command, InvalidArgumentError } from 'commander';
import type { LimitSettings } from '../../config/limits.ts';
import { limitsSchema } from '../../config/limits.ts';

interface Options extends LimitSettings {
  readonly data: string;
  readonly port: number;
  readonly user: string;
  readonly passwordFile?: string;
  readonly allowOrigin?: readonly string[];
  readonly json?: boolean;
}

const examples = `
Examples:
  $ yardstick clickhouse --data ./clickhouse
  $ yardstick clickhouse --data /srv/clickhouse --port 8124 --user me --password-file ./password --memory 4GiB`;

export function clickHouseCommand(): Command {
  return new Command('clickhouse')
    .description('a ClickHouse for anybody, nothing to install: serves one folder over HTTP until Ctrl-C')
    .requiredOption('--data <dir>', 'folder for its data, made when it is not there')
    .option('--port <port>', 'TCP port on 127.0.0.1', port, 8123)
    .option('--user <name>', 'its only user, with all rights', userName, 'default')
    .option('--password-file <file>', 'file with the password (default: drawn once, kept in the folder)')
    .option('--memory <size>', 'of all queries together (default: 60 % of the machine)', limit('memory'))
    .option('--memory-per-query <size>', 'default: half of that', limit('memoryPerQuery'))
    .option('--queries <number>', 'that run at once (default: 24)', limit('queries'))
    .option(
      '--free-disk <size>',
      'is kept free: nothing is written below it (default: 1GiB)',
      limit('freeDisk'),
    )
    .option(
      '--allow-origin <origin>',
      'whose pages may read answers in a browser, or * for all; repeat for several (default: nobody)',
      origin,
    )
    .option('--json', 'answer in JSON on standard output, one line once it is ready')
    .addHelpText('after', examples)
    .action(async ({ data, port, user, passwordFile, allowOrigin, json = false, ...limits }: Options) => {
      const { serveStandalone } = await import('../standalone/serve.ts');
      const code = await serveStandalone({ data, port, user, passwordFile, allowOrigin, json, limits });
      process.exit(code);
    });
}

function port(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
  throw new InvalidArgumentError('Expected a port from 1 to 65535.');
}

/** Adds an origin, written as browsers write it. */
function origin(text: string, others: readonly string[] = []): readonly string[] {
  if (text === '*' || (URL.canParse(text) && new URL(text).origin === text)) return [...others, text];
  throw new InvalidArgumentError('Expected an origin such as https://host:8080, or *.');
}

function userName(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('Expected a name.');
}

/** Reads a limit as yardstick.yaml would. */
function limit(name: 'memory' | 'memoryPerQuery' | 'queries' | 'freeDisk') {
  return (text: string): number | undefined => {
    const value = /^\d+$/.test(text) ? Number(text) : text;
    const { success, data, error } = limitsSchema.safeParse({ [name]: value });
    if (success) return data[name];
    throw new InvalidArgumentError(`Expected ${error.issues[0]?.message}.`);
  };
}
