import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/project-root.ts';

/** What .gitignore names; spelled out so that a copy without git is looked through as well. */
const foreign = new Set(['.git', 'node_modules', '.yardstick', 'coverage', '.DS_Store']);

/** Paths of the project's own files from its root, sorted. */
export function projectFiles(folder = ''): string[] {
  return readdirSync(join(projectRoot(), folder), { withFileTypes: true })
    .filter(({ name }) => !foreign.has(name) && !name.endsWith('.log'))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? projectFiles(path) : [path];
    })
    .sort();
}

/** `path:line: text` of every line that matches. */
export function linesMatching(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    textOf(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );
}

export function textOf(path: string): string {
  return readFileSync(join(projectRoot(), path), 'utf8');
}
