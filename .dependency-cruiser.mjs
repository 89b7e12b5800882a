// The import walls: which folder may import which. A new folder has to be entered here before it can import anything.

/** Tests and measurements, and what exists only for them, may reach anywhere; `sql/` holds TypeScript for its tests alone. */
const testSupport = String.raw`\.(test|fixture)\.tsx?$|/test-[^/]+\.ts$|^tests/|^sql/|^scripts/bench`;

/** Small pure folders everyone stands on. */
const ground = ['errors', 'config', 'access'];

/** Folder → the folders it may import besides itself and the ground. */
const mayImport = {
  models: [],
  planner: ['models'],
  appraisal: ['models'],
  analytics: ['models'],
  connectors: [],
  ledger: [],
  warehouse: ['models'],
  activities: ['models', 'planner', 'appraisal', 'analytics', 'connectors', 'warehouse', 'ledger'],
  workflows: ['models', 'planner'],
  dashboards: ['models', 'appraisal', 'warehouse', 'ledger'],
  portal: ['models', 'appraisal', 'warehouse', 'ledger', 'dashboards'],
};

/** Folder → the folders of which it may know the types, but run nothing. */
const mayKnow = {
  warehouse: ['planner'],
  workflows: ['activities'],
  dashboards: ['workflows'],
  portal: ['workflows'],
};

const groundWalls = { errors: [], config: ['errors'], access: ['errors', 'config'] };
const free = ['cli', 'infra', 'demo', 'tests', 'scripts'];
const anyOf = (folders) => `^(${folders.join('|')})/`;

const walls = [
  ...Object.entries(groundWalls),
  ...Object.entries(mayImport).map(([folder, others]) => [folder, [...ground, ...others]]),
].flatMap(([folder, others]) => {
  const types = mayKnow[folder] ?? [];
  const from = { path: `^${folder}/`, pathNot: testSupport };
  const wall = {
    name: `wall-${folder}`,
    severity: 'error',
    comment: `${folder}/ may import ${others.join(', ') || 'nothing of ours'}${types.length > 0 ? ` and types of ${types.join(', ')}` : ''}.`,
    from,
    to: {
      path: String.raw`^[^/]+/.+\.(tsx?|mjs)$`,
      pathNot: `${anyOf([folder, ...others, ...types])}|node_modules/`,
    },
  };
  if (types.length === 0) return [wall];
  const typesOnly = {
    name: `wall-${folder}-types-only`,
    severity: 'error',
    comment: `${folder}/ may import ${types.join(', ')} by \`import type\` only.`,
    from,
    to: { path: anyOf(types), dependencyTypesNot: ['type-only'] },
  };
  return [wall, typesOnly];
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...walls,
    {
      name: 'only-cli-imports-the-edge',
      severity: 'error',
      comment: 'infra/, demo/ and tests/ may import anything; nothing but cli/ and each other imports them.',
      from: { pathNot: `${anyOf(free)}|${testSupport}|node_modules/` },
      to: { path: anyOf(['infra', 'demo', 'tests']) },
    },
    {
      name: 'nobody-imports-cli',
      severity: 'error',
      comment: 'cli/ is the outermost layer.',
      from: { pathNot: `^cli/|${testSupport}` },
      to: { path: '^cli/' },
    },
    {
      name: 'no-test-support-in-production',
      severity: 'error',
      comment: 'What exists for tests is left out of a release.',
      from: { pathNot: `${testSupport}|node_modules/` },
      to: { path: testSupport, pathNot: 'node_modules/' },
    },
    {
      name: 'browser-imports-no-server',
      severity: 'error',
      comment: 'portal/web/ runs in a browser; of the server it knows portal/api.ts. Its build runs in Node.',
      from: { path: '^portal/web/', pathNot: String.raw`^portal/web/build\.ts$|${testSupport}` },
      to: { path: '^(portal/server|ledger|warehouse|config)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workflows-are-deterministic',
      severity: 'error',
      comment: 'Workflow code is replayed: no module of Node, no package but the workflow SDK.',
      from: { path: '^workflows/', pathNot: testSupport },
      to: {
        dependencyTypes: ['core', 'npm'],
        pathNot: 'node_modules/@temporalio/(workflow|common)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two modules that need each other are one concept or three.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'The imported module does not exist or is not declared in package.json.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-package-in-production',
      severity: 'error',
      comment: 'A devDependency is absent where Yardstick is installed.',
      from: { pathNot: String.raw`${testSupport}|^scripts/|\.config\.ts$` },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: String.raw`(^|/)(\.yardstick|coverage|\.git)/|^node_modules/\.cache` },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
