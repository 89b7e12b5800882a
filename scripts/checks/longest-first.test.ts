import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../config/project-root.ts';
import { longest } from './longest-first.ts';

it('the longest test files are those that there are', () => {
  expect(longest.filter((file) => !existsSync(join(projectRoot(), file)))).toEqual([]);
});
