import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of the installed project: where `sql/`, `demo/` and `examples/` stand.
 * Found by walking up to our own package.json, because the running code may be a bundle in a cache folder.
 */
export function projectRoot(from = dirname(fileURLToPath(import.meta.url))): string {
  const manifest = join(from, 'package.json');
  if (existsSync(manifest) && nameOf(manifest) === 'yardstick') return from;
  const parent = dirname(from);
  if (parent === from)
    throw new Error('No package.json named "yardstick" above the running code; run from a checkout.');
  return projectRoot(parent);
}

function nameOf(manifest: string): unknown {
  const parsed: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
  return typeof parsed === 'object' && parsed !== null && 'name' in parsed ? parsed.name : undefined;
}
