import { Command } from 'commander';
import type { BundleName } from '../runtime/bundles.ts';

interface EngineOptions {
  readonly data: string;
  readonly port: string;
  readonly users: string;
  readonly limits?: string;
  readonly origins?: readonly string[];
}

/** Hidden: the processes that `start` supervises, one sub-command per process. Modules load only when run. */
export function engineCommand(): Command {
  const engine = new Command('engine').description('run one engine in this process');
  engine
    .command('clickhouse')
    .requiredOption('--data <dir>', 'data folder')
    .requiredOption('--port <port>', 'TCP port on 127.0.0.1')
    .requiredOption('--users <file>', 'JSON file with the users')
    .option('--limits <file>', 'JSON file with limits')
    .option('--origins <origin...>', 'whose pages may read answers')
    .action(async (options: EngineOptions) => {
      const { runClickHouse } = await import('../../infra/embedded/clickhouse/main.ts');
      await runClickHouse({
        ...{ dataDir: options.data, port: Number(options.port), usersFile: options.users },
        ...{ limitsFile: options.limits, origins: options.origins },
      });
    });
  engine
    .command('demo')
    .requiredOption('--port <port>', 'TCP port on 127.0.0.1')
    .action(async (options: { port: string }) => {
      const { serveDemo } = await import('../processes/serve-demo.ts');
      await serveDemo({ port: Number(options.port) });
    });
  engine
    .command('portal')
    .requiredOption('--port <port>', 'TCP port on 127.0.0.1')
    .option('--config <file>', 'configuration')
    .action(async (options: { port: string; config?: string }) => {
      const { servePortal } = await import('../processes/serve-portal.ts');
      await servePortal({ ...options, port: Number(options.port) });
    });
  engine
    .command('bundle')
    .argument('<name>', 'pages or workflows')
    .action(async (name: BundleName) => {
      const { makeBundle } = await import('../processes/make-bundle.ts');
      await makeBundle(name);
    });
  return engine;
}
