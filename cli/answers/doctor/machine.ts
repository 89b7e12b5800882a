import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import { homePaths } from '../../../infra/embedded/home/paths.ts';
import { readRunFile } from '../../../infra/embedded/home/run-file.ts';
import { isFree } from '../../../infra/embedded/ports.ts';
import { type Finding, ill, well } from './finding.ts';

const wantedDiskGiB = 2;
const wantedMemoryGiB = 1;
const gib = 1024 ** 3;

/** Node, memory, disk, rights of the home, ports: everything that can be seen without engines. */
export async function machineFindings(): Promise<readonly Finding[]> {
  const paths = homePaths();
  return [
    well('Node', process.versions.node),
    memory(),
    await home(paths.root),
    await disk(paths.root),
    await secrets(paths.secretsFile),
    await ports(readRunFile(paths) !== undefined),
  ];
}

function memory(): Finding {
  const [free, total] = [freemem() / gib, totalmem() / gib];
  const found = `${free.toFixed(1)} of ${total.toFixed(1)} GiB free`;
  if (free >= wantedMemoryGiB) return well('Memory', found);
  return ill(
    'Memory',
    found,
    `Leave ${wantedMemoryGiB} GiB for the engines: close other programs or use a larger machine.`,
  );
}

async function home(root: string): Promise<Finding> {
  try {
    await access(root, constants.R_OK | constants.W_OK | constants.X_OK);
    return well('Data home', root);
  } catch (caught) {
    const isMissing = caught instanceof Error && 'code' in caught && caught.code === 'ENOENT';
    if (isMissing) return well('Data home', `${root} is made by the first start`);
    return ill(
      'Data home',
      `${root} cannot be written`,
      'Give this user the right to write there, or set YARDSTICK_HOME.',
    );
  }
}

async function disk(root: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(root).catch(() => statfs('.'));
  const free = (bavail * bsize) / gib;
  const found = `${free.toFixed(1)} GiB free`;
  if (free >= wantedDiskGiB) return well('Disk', found);
  return ill('Disk', found, `Free at least ${wantedDiskGiB} GiB, or set YARDSTICK_HOME to a larger disk.`);
}

async function secrets(file: string): Promise<Finding> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return well('Passwords', 'are drawn by the first start');
  const open = (found.mode & 0o077) !== 0;
  if (!open) return well('Passwords', `${file}, readable by its owner only`);
  return ill('Passwords', `${file} can be read by others`, `chmod 600 ${file}`);
}

/** Taken ports are no harm: others are used and shown. */
async function ports(running: boolean): Promise<Finding> {
  if (running) return well('Ports', 'ours are in use by what runs in this home');
  const usual = [8123, 7233, 8233, 15_432, 3000];
  const free = await Promise.all(usual.map(isFree));
  const taken = usual.filter((_, index) => !free[index]);
  if (taken.length === 0) return well('Ports', `${usual.join(', ')} are free`);
  return well('Ports', `${taken.join(', ')} in use by other programs; others will be used and shown`);
}
