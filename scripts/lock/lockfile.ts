/** The parts of a package-lock.json (format 3) that matter here; everything else is carried along untouched. */
export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Lockfile {
  /** By path: '' is the project itself, 'node_modules/a/node_modules/b' a nested package. */
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** Where Node would look for `name` when a package at `path` asks for it: the nearest node_modules first. */
export function lookupPaths(path: string, name: string): string[] {
  const own = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`;
  if (path === '') return [own];
  const outer = path.slice(0, path.lastIndexOf('node_modules/')).replace(/\/$/, '');
  return [own, ...lookupPaths(outer, name)];
}
