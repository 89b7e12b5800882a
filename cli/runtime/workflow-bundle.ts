import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../config/project-root.ts';

/** Folders whose sources can end up in workflow code. */
const sources = ['workflows', 'planner', 'models', 'errors'];

/** The bundled workflow code, built once per content hash: a worker starts in a second instead of three. */
export async function ensureWorkflowBundle(): Promise<{ readonly codePath: string }> {
  const root = projectRoot();
  const codePath = bundlePath(root);
  if (!existsSync(codePath)) {
    const { bundleWorkflowCode } = await import('@temporalio/worker');
    const { code } = await bundleWorkflowCode({
      workflowsPath: join(root, 'workflows', 'index.ts'),
      logger: silent,
    });
    mkdirSync(dirname(codePath), { recursive: true });
    const temporary = `${codePath}.${process.pid}`;
    writeFileSync(temporary, code);
    renameSync(temporary, codePath);
  }
  return { codePath };
}

/** Whether the code of today's sources was bundled before. */
export function hasWorkflowBundle(): boolean {
  return existsSync(bundlePath(projectRoot()));
}

function bundlePath(root: string): string {
  return join(root, 'node_modules', '.cache', 'yardstick', `workflows-${hashOf(root)}.js`);
}

function hashOf(root: string): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const folder of sources) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort()) {
      hash.update(file).update(readFileSync(join(root, folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

const nothing = () => {};
const silent = { log: nothing, trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };
