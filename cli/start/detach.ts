import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/project-root.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { homePaths } from '../../infra/embedded/home/paths.ts';
import { readRunFile } from '../../infra/embedded/home/run-file.ts';
import { openLog, tailOf } from '../../infra/embedded/processes/log-file.ts';
import { eventually } from '../../infra/embedded/processes/wait.ts';
import type { StartOptions } from './start-options.ts';

/** Starts in the background and waits until the portal is open; the first run goes on. Error: ENGINE_EXITED with the end of the log. */
export async function startDetached(options: StartOptions): Promise<number> {
  const paths = homePaths();
  const logFile = join(paths.logs, 'start.log');
  const exited = launch(options, logFile);
  const portal = () => readRunFile(paths)?.endpoints.portal;
  const over = async () => portal() !== undefined || exited.code !== undefined;
  await eventually(over, { withinMs: 900_000, everyMs: 300 });
  const url = portal();
  if (url === undefined) {
    throw new YardstickError('ENGINE_EXITED', `It did not come up. Its last words:\n${tailOf(logFile)}\n`, {
      subject: 'start',
      advice: `Read ${logFile}.`,
    });
  }
  const text = `Yardstick runs at ${url}. \`yardstick status\` tells more, \`yardstick stop\` ends it. Log: ${logFile}`;
  console.log(options.json ? JSON.stringify({ state: 'running', portal: url, logFile }) : text);
  return 0;
}

function launch({ config, firstRun }: StartOptions, logFile: string): { code: number | null | undefined } {
  const log = openLog(logFile);
  const args = ['start', ...(config === undefined ? [] : ['--config', config])];
  const child = spawn(
    process.execPath,
    [join(projectRoot(), 'bin', 'yardstick.mjs'), ...args, ...(firstRun ? [] : ['--no-first-run'])],
    { detached: true, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  const exited: { code: number | null | undefined } = { code: undefined };
  child.once('exit', (code) => {
    exited.code = code;
  });
  child.unref();
  return exited;
}
