import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../config/project-root.ts';

/** What the pages are made of, besides the packages named in the lock. */
const sources = ['portal/web', 'portal/api.ts', 'dashboards/kit', 'package-lock.json'];

/** Builds the web application into `outDir`, which is emptied first. */
export async function buildWeb({ outDir }: { readonly outDir: string }): Promise<void> {
  const root = join(projectRoot(), 'portal', 'web');
  // Loaded only here: whoever finds the pages built needs no builder.
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  await inProduction(() =>
    build({
      root,
      configFile: false,
      logLevel: 'error',
      plugins: [react()],
      build: {
        outDir,
        emptyOutDir: true,
        target: 'es2022',
        // Inlined files would be data: scripts and fonts, which the page's policy refuses.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 800,
      },
    }),
  );
}

/** Libraries choose their development build by NODE_ENV, which a test run or a shell may have set to something else. */
async function inProduction(work: () => Promise<unknown>): Promise<void> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/** Folder of the built application, from a cache by content; built once after a change of its sources. */
export async function ensureWebBuilt(): Promise<string> {
  const folder = webFolder();
  if (existsSync(folder)) return folder;
  const temporary = `${folder}.${process.pid}`;
  mkdirSync(dirname(folder), { recursive: true });
  await buildWeb({ outDir: temporary });
  settle(temporary, folder);
  return folder;
}

/** Whether the pages of today's sources were built before. */
export function hasWebBuilt(): boolean {
  return existsSync(webFolder());
}

function webFolder(): string {
  return join(projectRoot(), 'node_modules', '.cache', 'yardstick', `web-${contentHash()}`);
}

function settle(temporary: string, folder: string): void {
  try {
    renameSync(temporary, folder);
  } catch (caught) {
    // Another process built the same meanwhile; its result is as good.
    rmSync(temporary, { recursive: true, force: true });
    if (!existsSync(folder)) throw caught;
  }
}

function contentHash(): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesOf))
    hash.update(file).update(readFileSync(join(projectRoot(), file)));
  return hash.digest('hex').slice(0, 16);
}

function filesOf(source: string): readonly string[] {
  const path = join(projectRoot(), source);
  if (/\.\w+$/.test(source)) return [source];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot().length + 1))
    .sort();
}
