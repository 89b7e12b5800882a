import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../config/project-root.ts';
import { countryPrefix, extension } from './telephone.ts';

it('folds numbers as the matching of customers does', () => {
  const match = readFileSync(join(projectRoot(), 'sql', 'dim', 'customer_match.sql'), 'utf8');
  expect(match).toContain(`'${extension}'`);
  expect(match).toContain(`'${countryPrefix}'`);
});
