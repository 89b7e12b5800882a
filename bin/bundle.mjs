// One bundle of our own sources per content hash, under node_modules/.cache so that imports of packages resolve.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const sourceFolders = [
  'access',
  'activities',
  'analytics',
  'appraisal',
  'cli',
  'config',
  'connectors',
  'dashboards',
  'demo',
  'errors',
  'infra',
  'ledger',
  'models',
  'planner',
  'portal/api.ts',
  'portal/server',
  'portal/web/build.ts',
  'warehouse',
  'workflows',
];

/** URL of the bundled command line, built first when no bundle of these exact sources exists. */
export async function bundledEntry(root) {
  const cache = join(root, 'node_modules', '.cache', 'yardstick');
  const folder = join(cache, `main-${hashOf(root)}`);
  if (!existsSync(folder)) await build(root, cache, folder);
  return pathToFileURL(join(folder, 'main.js')).href;
}

function hashOf(root) {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', ...sourceFolders.flatMap((folder) => sourcesIn(root, folder))]) {
    if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

function sourcesIn(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  if (folder.endsWith('.ts')) return [folder];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(folder, file))
    .sort();
}

async function build(root, cache, folder) {
  const { build: esbuild, stop } = await import('esbuild');
  const temporary = `${folder}.${process.pid}`;
  mkdirSync(cache, { recursive: true });
  await esbuild({
    absWorkingDir: root,
    entryPoints: { main: 'cli/main.ts' },
    outdir: temporary,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'error',
  });
  // Its process would stay as long as ours.
  await stop();
  try {
    renameSync(temporary, folder);
  } catch (error) {
    // Another process built the same bundle meanwhile; its result is as good.
    rmSync(temporary, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}
