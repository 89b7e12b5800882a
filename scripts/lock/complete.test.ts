import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../config/project-root.ts';
import { completeLock, missingVariants } from './complete.ts';
import type { Lockfile } from './lockfile.ts';
import { platformOf } from './platform.ts';

const text = readFileSync(join(projectRoot(), 'package-lock.json'), 'utf8');
const lock = JSON.parse(text) as Lockfile;

describe("the project's lock", () => {
  test('holds every platform variant its packages name', () => {
    expect(missingVariants(lock)).toEqual([]);
  });

  test('names no registry', () => {
    expect(Object.entries(lock.packages).filter(([, locked]) => locked.resolved)).toEqual([]);
  });

  test('is in the order npm writes, so that completing it moves nothing', () => {
    expect(`${JSON.stringify(completeLock(lock), undefined, 2)}\n`).toBe(text);
  });

  test.each(
    Object.entries(lock.packages).filter(([, locked]) => locked.optional && locked.cpu && locked.integrity),
  )('%s has the platform that its name tells', (path, { os, cpu, libc }) => {
    expect(platformOf(path.slice(path.lastIndexOf('node_modules/') + 13))).toEqual({
      ...(os && { os }),
      cpu,
      ...(libc && { libc }),
    });
  });
});

describe('an incomplete lock', () => {
  const incomplete: Lockfile = {
    packages: {
      '': {},
      'node_modules/a': {
        version: '1.0.0',
        dev: true,
        optionalDependencies: { 'a-linux-x64-musl': '1.0.0' },
      },
      'node_modules/b': {
        version: '2.0.0',
        optionalDependencies: { 'c-darwin-arm64': '2.0.0', fsevents: '~2.3.3' },
      },
      'node_modules/c-darwin-arm64': { version: '1.0.0' },
    },
  };

  test('gets an entry for each, nested where another version takes the top', () => {
    const { packages } = completeLock(incomplete);
    expect(packages['node_modules/a-linux-x64-musl']).toEqual({
      version: '1.0.0',
      cpu: ['x64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    });
    expect(packages['node_modules/b/node_modules/c-darwin-arm64']?.version).toBe('2.0.0');
    expect(Object.keys(packages)).not.toContain('node_modules/fsevents');
  });

  test('cannot be completed with a package whose name tells no platform', () => {
    expect(() => platformOf('plain')).toThrow('plain names no processor');
  });
});
