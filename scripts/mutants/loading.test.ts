/// <reference types="vite/client" />
import { expect, test } from 'vitest';

const modules = import.meta.glob<object>(['../../appraisal/**/*.ts', '!**/*.test.ts']);

/** Loaded before any test begins, so that what runs on loading is not taken for a part of one. */
const loaded = await Promise.all(
  Object.entries(modules).map(async ([path, load]) => ({
    path,
    failure: await load().then(
      () => 'none',
      (error: unknown) => String(error),
    ),
  })),
);

/** A fault that keeps a module from loading leaves test files without a test, which would count as nothing noticed: here it fails one. */
test.each(loaded)('$path loads', ({ failure }) => {
  expect(failure).toBe('none');
});
