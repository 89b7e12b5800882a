import type { PlanDeclaration } from './schema.ts';

/** One place of a plan file that says something else than before; undefined: it was not there, or is no more. */
export interface PlanChange {
  /** `commission.tiers[1].rate` */
  readonly key: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What differs between two contents of a plan, whatever their layout; either may be missing as a whole. */
export function planChanges(
  before: PlanDeclaration | undefined,
  after: PlanDeclaration | undefined,
): readonly PlanChange[] {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const change = { key, before: was.get(key), after: is.get(key) };
    return change.before === change.after ? [] : [change];
  });
}

function leavesOf(declaration: PlanDeclaration | undefined): ReadonlyMap<string, string> {
  return new Map(leaves('', declaration));
}

function leaves(key: string, value: unknown): readonly (readonly [string, string])[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((each, index) => leaves(`${key}[${index}]`, each));
  if (typeof value !== 'object' || value === null) return [[key, String(value)]];
  return Object.entries(value).flatMap(([name, member]) =>
    leaves(key === '' ? name : `${key}.${name}`, member),
  );
}
