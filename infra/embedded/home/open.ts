import { YardstickError } from '../../../errors/yardstick-error.ts';
import { keepFiles } from '../backup/keep-files.ts';
import { isAlive } from '../processes/alive.ts';
import { closeLogs } from '../processes/log-file.ts';
import { eventually } from '../processes/wait.ts';
import { ensureFormat, refuseNewer } from './format.ts';
import { lockHome } from './lock.ts';
import { makeFolder } from './make-folder.ts';
import { defaultHome, type HomePaths, homePaths } from './paths.ts';
import { lastRun, readRunFile, removeRunFile } from './run-file.ts';
import { ensureSecrets, type HomeSecrets } from './secrets.ts';

export interface Home {
  readonly paths: HomePaths;
  readonly secrets: HomeSecrets;
  /** Gives the home back and removes its run file. */
  close(): Promise<void>;
}

export type OpenedHome =
  | { readonly state: 'opened'; readonly home: Home }
  | {
      readonly state: 'running';
      readonly pid: number;
      readonly portal: string | undefined;
      readonly message: string;
    };

/**
 * Takes a data home for this process, creating it at first; or tells which process has it already. Processes that a killed
 * predecessor left are waited for. Errors: HOME_UNWRITABLE, HOME_NEWER, HOME_INVALID, HOME_IN_USE.
 */
export async function openHome(path = defaultHome()): Promise<OpenedHome> {
  const paths = homePaths(path);
  create(paths);
  const lock = await lockHome(paths);
  if (!lock.taken) return running(paths, lock.holder);
  try {
    refuseNewer(paths);
    await awaitLeftovers(paths);
    await ensureFormat(paths, keepFiles);
    const close = async () => {
      removeRunFile(paths);
      await lock.release();
    };
    return { state: 'opened', home: { paths, secrets: ensureSecrets(paths), close } };
  } catch (caught) {
    await lock.release();
    throw caught;
  }
}

function create(paths: HomePaths): void {
  try {
    // Open to others for passing through only: the account of PostgreSQL must reach its folder; what is inside is closed.
    makeFolder(paths.root, 0o755);
    for (const folder of [paths.clickhouse, paths.postgres, paths.temporal, paths.logs])
      makeFolder(folder, 0o700);
    closeLogs(paths.logs);
  } catch (cause) {
    throw new YardstickError('HOME_UNWRITABLE', 'The data home cannot be written.', {
      subject: paths.root,
      cause,
    });
  }
}

function running(paths: HomePaths, pid: number): OpenedHome {
  const portal = readRunFile(paths)?.endpoints.portal;
  const place = portal === undefined ? '' : ` at ${portal}`;
  return { state: 'running', pid, portal, message: `Yardstick is already running as pid ${pid}${place}.` };
}

// Their guard ends them within ten seconds; until then they hold ports and files.
async function awaitLeftovers(paths: HomePaths): Promise<void> {
  const left = () => (lastRun(paths)?.children ?? []).filter(({ pid }) => isAlive(pid));
  await eventually(async () => left().length === 0, { withinMs: 10_000, everyMs: 100 });
  removeRunFile(paths);
}
