import { expect, test } from 'vitest';
import { z } from 'zod';
import { projectFiles, textOf } from './project-files.ts';

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(textOf('package.json')));
const known = new Set([...Object.keys(scripts), 'ci', 'install']);
const pages = projectFiles().filter((path) => path.endsWith('.md'));

/** The npm commands of a page's code: `npm start`, `npm run lock`. */
function npmCommands(page: string): string[] {
  const code = [...textOf(page).matchAll(/```[\s\S]*?```|`[^`\n]+`/g)].map(([block]) => block).join('\n');
  return [...code.matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)].map(([, name]) => name ?? '');
}

test.each(pages)('%s names only npm commands that exist', (page) => {
  expect(npmCommands(page).filter((name) => !known.has(name))).toEqual([]);
});
