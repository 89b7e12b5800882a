import { ensureWebBuilt, hasWebBuilt } from '../../portal/web/build.ts';
import { ensureWorkflowBundle, hasWorkflowBundle } from './workflow-bundle.ts';

export type BundleName = 'pages' | 'workflows';

/** What is made of our sources before anything can run, once per content hash. */
export const bundles: Readonly<
  Record<BundleName, { readonly isMade: () => boolean; readonly make: () => Promise<unknown> }>
> = {
  pages: { isMade: hasWebBuilt, make: ensureWebBuilt },
  workflows: { isMade: hasWorkflowBundle, make: ensureWorkflowBundle },
};
