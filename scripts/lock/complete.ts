import { type LockedPackage, type Lockfile, lookupPaths } from './lockfile.ts';
import { platformOf } from './platform.ts';

/** An optional package that a locked parent names in an exact version and the lock lacks. */
export interface MissingVariant {
  readonly parent: string;
  readonly name: string;
  readonly version: string;
}

const exactVersion = /^\d+\.\d+\.\d+(-[\w.-]+)?$/;

/** What `npm install` left out because the registry it spoke to does not carry every platform. */
export function missingVariants(lock: Lockfile): MissingVariant[] {
  return Object.entries(lock.packages).flatMap(([parent, locked]) =>
    Object.entries(locked.optionalDependencies ?? {})
      .filter(([name, version]) => exactVersion.test(version) && !isLocked(lock, parent, name, version))
      .map(([name, version]) => ({ parent, name, version })),
  );
}

/**
 * The lock with an entry for every missing variant, in npm's own order. Such an entry has no integrity: only a
 * registry that carries the package knows it, and npm then would have written the entry itself.
 */
export function completeLock(lock: Lockfile): Lockfile {
  const packages: Record<string, LockedPackage> = { ...lock.packages };
  for (const variant of missingVariants(lock))
    packages[placeOf(packages, variant)] = entryOf(packages, variant);
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(sorted) };
}

function isLocked(lock: Lockfile, parent: string, name: string, version: string): boolean {
  const nearest = lookupPaths(parent, name).find((path) => path in lock.packages);
  return nearest !== undefined && lock.packages[nearest]?.version === version;
}

/** At the top, or beside its parent when the top holds another version. */
function placeOf(packages: Record<string, LockedPackage>, { parent, name }: MissingVariant): string {
  const top = `node_modules/${name}`;
  return top in packages ? `${parent}/node_modules/${name}` : top;
}

function entryOf(packages: Record<string, LockedPackage>, variant: MissingVariant): LockedPackage {
  const { os, ...rest } = platformOf(variant.name);
  const dev = packages[variant.parent]?.dev === true;
  return {
    version: variant.version,
    ...(rest.cpu && { cpu: rest.cpu }),
    ...(dev && { dev: true }),
    ...(rest.libc && { libc: rest.libc }),
    optional: true,
    ...(os && { os }),
  };
}
