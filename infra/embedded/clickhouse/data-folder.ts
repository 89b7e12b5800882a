import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { isAlive } from '../processes/alive.ts';

/** Where things stand in the data folder. Everything but `engine`, `backups`, `access.json` and `user_files` is made anew at each start. */
export interface DataFolder {
  readonly root: string;
  /** The engine's own files. */
  readonly engine: string;
  /** Request bodies on their way in, pipes on the way out. On the engine's disk, so a large body needs no second one. */
  readonly spool: string;
  /** What `BACKUP … TO File('name')` writes and `RESTORE` reads; links lead to wherever backups are kept. */
  readonly backups: string;
  readonly configXml: string;
  readonly usersXml: string;
  /** Users and rights made by SQL. */
  readonly accessFile: string;
  /** The only files that `file()` and its kin reach. The working directory: the engine's `default` database shows them as tables. */
  readonly userFiles: string;
  readonly pidFile: string;
}

/** Names only; nothing is created. */
export function dataFolderAt(dataDir: string): DataFolder {
  const root = resolve(dataDir);
  const at = (name: string) => join(root, name);
  return {
    root,
    engine: at('engine'),
    spool: at('spool'),
    backups: at('backups'),
    configXml: at('config.xml'),
    usersXml: at('users.xml'),
    accessFile: at('access.json'),
    userFiles: at('user_files'),
    pidFile: at('server.pid'),
  };
}

/** Creates the layout and takes the folder for this process. Throws ENGINE_IN_USE naming the holder. */
export function openDataFolder(dataDir: string): DataFolder {
  const folder = dataFolderAt(dataDir);
  mkdirSync(folder.engine, { recursive: true });
  chmodSync(folder.root, 0o700);
  takePidFile(folder);
  rmSync(folder.spool, { recursive: true, force: true });
  mkdirSync(folder.spool, { mode: 0o700 });
  mkdirSync(folder.userFiles, { recursive: true });
  mkdirSync(folder.backups, { recursive: true, mode: 0o700 });
  return folder;
}

/** Gives the folder free for the next process. */
export function releaseDataFolder(folder: DataFolder): void {
  rmSync(folder.spool, { recursive: true, force: true });
  rmSync(folder.pidFile, { force: true });
}

function takePidFile(folder: DataFolder): void {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (createdPidFile(folder.pidFile)) return;
    refuseLiveHolder(folder);
    rmSync(folder.pidFile, { force: true });
  }
  throw new YardstickError('ENGINE_IN_USE', 'Another process keeps taking the ClickHouse data folder.', {
    subject: folder.root,
  });
}

function createdPidFile(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid} ${startTime(process.pid)}`, { flag: 'wx' });
    return true;
  } catch (caught) {
    if (caught instanceof Error && 'code' in caught && caught.code === 'EEXIST') return false;
    throw caught;
  }
}

/** Refuses a folder that a living process serves. Throws ENGINE_IN_USE naming it. */
export function refuseLiveHolder({ root, pidFile }: Pick<DataFolder, 'root' | 'pidFile'>): void {
  const [text, started] = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').split(' ') : [];
  const pid = Number(text);
  if (!(pid > 0) || !isAlive(pid) || startTime(pid) !== started) return;
  throw new YardstickError('ENGINE_IN_USE', `Process ${pid} already serves this ClickHouse data folder.`, {
    subject: root,
    advice: 'Stop that process first, or name another data folder (--data).',
  });
}

/** Tells a reused pid from the process that wrote the file; empty where /proc is missing, then the pid alone decides. */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
