import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { HomePaths } from '../home/paths.ts';

/** What the ClickHouse process makes anew at each start. */
const madeAnew = new Set(['config.xml', 'users.xml', 'users.json', 'limits.json', 'server.pid']);

/** Copies what stands in a home beside the data of the engines: passwords, the installation, users; with its file modes. */
export function copyHomeFiles(paths: HomePaths, into: string): void {
  for (const file of [paths.secretsFile, join(paths.root, 'installation.json')])
    if (existsSync(file)) copyFile(file, join(into, basename(file)));
  for (const name of filesIn(paths.clickhouse).filter((each) => !madeAnew.has(each)))
    copyFile(join(paths.clickhouse, name), join(into, 'clickhouse', name));
}

/** Puts them into a new home. */
export function restoreHomeFiles(from: string, paths: HomePaths): void {
  for (const name of filesIn(from)) copyFile(join(from, name), join(paths.root, name));
  const ofClickHouse = join(from, 'clickhouse');
  for (const name of filesIn(ofClickHouse)) copyFile(join(ofClickHouse, name), join(paths.clickhouse, name));
}

/** Copies yardstick.yaml and the SELECTs beside it. */
export function copyConfiguration(file: string, into: string): void {
  copyFile(file, join(into, 'yardstick.yaml'));
  const mappings = join(dirname(file), 'stg');
  if (existsSync(mappings)) cpSync(mappings, join(into, 'stg'), { recursive: true });
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

function copyFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  copyFileSync(from, to);
  chmodSync(to, statSync(from).mode & 0o777);
}
