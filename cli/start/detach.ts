import { spawn } from 'node:child_process';
import { closeSync, fstatSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/project-root.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { homePaths } from '../../infra/embedded/home/paths.ts';
import { readRunFile } from '../../infra/embedded/home/run-file.ts';
import { lastLines, openLog, wordsSince } from '../../infra/embedded/processes/log-file.ts';
import { eventually } from '../../infra/embedded/processes/wait.ts';
import { announce } from '../command.ts';
import { explainedError } from './last-words.ts';
import type { StartOptions } from './start-options.ts';

/** Starts in the background and tells where. Errors: those of `bringUpInBackground`. */
export async function startDetached(options: StartOptions): Promise<number> {
  const { portal, logFile } = await bringUpInBackground(options);
  const text = `Yardstick runs at ${portal}. \`yardstick status\` tells more, \`yardstick stop\` ends it. Log: ${logFile}`;
  announce(options, { data: { state: 'running', portal, logFile }, text });
  return 0;
}

/**
 * Starts in the background and waits until the portal is open; the first run goes on. Errors: those of `start`, as the process
 * explained them; ENGINE_EXITED with the end of the log when it ended otherwise.
 */
export async function bringUpInBackground(
  options: StartOptions,
): Promise<{ readonly portal: string; readonly logFile: string }> {
  const paths = homePaths();
  const logFile = join(paths.logs, 'start.log');
  const launched = launch(options, logFile);
  const portal = () => readRunFile(paths)?.endpoints.portal;
  const over = async () => portal() !== undefined || launched.code !== undefined;
  await eventually(over, { withinMs: 900_000, everyMs: 300 });
  const url = portal();
  if (url === undefined) throw failure(logFile, wordsSince(logFile, launched.from));
  return { portal: url, logFile };
}

function failure(logFile: string, words: string): YardstickError {
  const error = explainedError(words);
  if (error !== undefined) {
    return new YardstickError(error.code, error.sentences, { advice: `The log is ${logFile}.` });
  }
  const said = words.trim() === '' ? '.' : `. Its last words:\n${lastLines(words)}\n`;
  return new YardstickError('ENGINE_EXITED', `It did not come up${said}`, {
    subject: 'start',
    advice: `Read ${logFile}.`,
  });
}

interface Launched {
  /** Its exit code, null after a signal; undefined while it runs. */
  code: number | null | undefined;
  /** How long the log was before, in bytes: earlier starts stand there too. */
  readonly from: number;
}

function launch({ config, firstRun }: StartOptions, logFile: string): Launched {
  const log = openLog(logFile);
  const launched: Launched = { code: undefined, from: fstatSync(log).size };
  const args = ['start', ...(config === undefined ? [] : ['--config', config])];
  const child = spawn(
    process.execPath,
    [join(projectRoot(), 'bin', 'yardstick.mjs'), ...args, ...(firstRun ? [] : ['--no-first-run'])],
    { detached: true, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  child.once('exit', (code) => {
    launched.code = code;
  });
  child.unref();
  return launched;
}
