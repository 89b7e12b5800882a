import { describe, expect, test } from 'vitest';
import { linesMatching, projectFiles, textOf } from './project-files.ts';

const files = projectFiles();
const code = files.filter((path) => /\.(tsx?|mjs|css|sql)$/.test(path));
/** This folder spells out what it forbids. */
const elsewhere = files.filter((path) => !path.startsWith('tests/architecture/') && isText(path));

function isText(path: string): boolean {
  return !/\.(gz|png|jpg|ico|woff2?)$/.test(path) && path !== 'package-lock.json' && path !== 'LICENSE';
}

describe('files', () => {
  test('are one concept each: none is longer than 300 lines', () => {
    const lines = (path: string) => textOf(path).trimEnd().split('\n').length;
    expect(code.filter((path) => lines(path) > 300).map((path) => `${path}: ${lines(path)}`)).toEqual([]);
  });

  test('are named in kebab case, columns and assets in snake case where SQL is named after them', () => {
    const names = code.filter((path) => !path.endsWith('.sql')).map((path) => path.split('/').at(-1) ?? '');
    expect(names.filter((name) => !/^\.?[a-z0-9]+([.-][a-z0-9]+)*$/.test(name))).toEqual([]);
  });

  test('stand in folders named after the domain', () => {
    expect(files.filter((path) => /(^|\/)(utils?|common|helpers?|lib)\//.test(path))).toEqual([]);
  });

  test('leave nothing to do later', () => {
    expect(linesMatching(elsewhere, /\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([]);
  });

  test('know no machine: temporary folders come from the system, packages from whatever registry is set', () => {
    const machines =
      /(^|["'`\s(=])\/(work|tmp|home\/[a-z])\/|file:\/\/\/|registry\.(npmjs|npmmirror)\.|\.tgz\b/;
    expect(linesMatching(elsewhere, machines)).toEqual([]);
  });

  test('export by name; only the configuration of a tool has a default export', () => {
    const modules = elsewhere.filter(
      (path) => /\.(tsx?|mjs)$/.test(path) && !/\.config\.ts$|^\.[^/]+$/.test(path),
    );
    expect(linesMatching(modules, /^export default\b/)).toEqual([]);
  });
});

describe('every top-level folder', () => {
  const folders = [
    ...new Set(files.filter((path) => path.includes('/')).map((path) => path.split('/')[0] ?? '')),
  ];

  test.each(folders.filter((folder) => !folder.startsWith('.')))(
    '%s says in a README what it is for',
    (folder) => {
      expect(files).toContain(`${folder}/README.md`);
    },
  );
});
