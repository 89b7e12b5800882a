import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/project-root.ts';

/** Paths of the project's own files from its root: what git tracks and what it would, without what it ignores. */
export function projectFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: projectRoot(),
    encoding: 'utf8',
  });
  return listed.split('\0').filter((path) => path !== '' && isFile(join(projectRoot(), path)));
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

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
