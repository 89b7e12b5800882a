import { join, resolve } from 'node:path';

/** The folders and files of one data home. */
export interface HomePaths {
  readonly root: string;
  readonly clickhouse: string;
  readonly postgres: string;
  readonly temporal: string;
  readonly logs: string;
  readonly runFile: string;
  readonly secretsFile: string;
  readonly formatFile: string;
  readonly holderFile: string;
  readonly lock: string;
}

/** `YARDSTICK_HOME`, or `.yardstick` in the working folder. */
export function defaultHome(): string {
  const named = process.env.YARDSTICK_HOME;
  return resolve(named === undefined || named === '' ? '.yardstick' : named);
}

/** Names only; nothing is created. */
export function homePaths(home = defaultHome()): HomePaths {
  const root = resolve(home);
  const inside = (name: string) => join(root, name);
  return {
    root,
    clickhouse: inside('clickhouse'),
    postgres: inside('postgres'),
    temporal: inside('temporal'),
    logs: inside('logs'),
    runFile: inside('run.json'),
    secretsFile: inside('secrets.json'),
    formatFile: inside('format.json'),
    holderFile: inside('holder.json'),
    lock: inside('lock'),
  };
}
