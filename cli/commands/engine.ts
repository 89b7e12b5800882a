import { Command } from 'commander';

/** Hidden: the processes that `start` supervises, one sub-command per engine. Modules load only when run. */
export function engineCommand(): Command {
  const engine = new Command('engine').description('run one engine in this process');
  engine
    .command('clickhouse')
    .requiredOption('--data <dir>', 'data folder')
    .requiredOption('--port <port>', 'TCP port on 127.0.0.1')
    .requiredOption('--users <file>', 'JSON file with the users')
    .action(async (options: { data: string; port: string; users: string }) => {
      const { runClickHouse } = await import('../../infra/embedded/clickhouse/main.ts');
      await runClickHouse({ dataDir: options.data, port: Number(options.port), usersFile: options.users });
    });
  return engine;
}
