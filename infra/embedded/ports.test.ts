import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import getPort from 'get-port';
import { expect, test } from 'vitest';
import { assertFree, claimPort } from './ports.ts';

test('claims the preferred port when it is free', async () => {
  const port = await getPort({ host: '127.0.0.1' });
  expect(await claimPort(port)).toEqual({ port, preferred: true });
});

test('claims another port when the preferred one is taken, and tells', async () => {
  const taken = await getPort({ host: '127.0.0.1' });
  const holder = createServer().listen(taken, '127.0.0.1');
  await new Promise((resolve) => holder.once('listening', resolve));
  const claimed = await claimPort(taken);
  expect(claimed.preferred).toBe(false);
  expect(claimed.port).not.toBe(taken);
  await expect(assertFree(taken, 'portal')).rejects.toMatchObject({ code: 'PORT_TAKEN', subject: 'portal' });
  holder.close();
});

test('leaves a free port to another process that has claimed it a moment ago, until that ends', async () => {
  const port = await getPort({ host: '127.0.0.1' });
  const claim = join(import.meta.dirname, 'claim-port.fixture.ts');
  const other = spawn(process.execPath, ['--import', 'tsx', claim, String(port)]);
  const [said] = await once(other.stdout, 'data');
  expect(String(said)).toBe('true\n');
  expect((await claimPort(port)).preferred).toBe(false);
  other.stdin.write('end');
  await once(other, 'exit');
  expect((await claimPort(port)).preferred).toBe(true);
}, 60_000);
