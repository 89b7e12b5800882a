import { alreadyExists, type UnknownKind, unknownEntity } from './errors.ts';
import type { NamedChange } from './statement.ts';

/** What differs between kinds of things that have but a name. */
export interface NamedKind<Thing, Changes> {
  readonly what: UnknownKind;
  blank(name: string): Thing;
  changed(thing: Thing, changes: Changes): Thing;
}

/** Creates, alters or drops things by their names. Throws 493 for a name that is taken, and the kind's code for one that is not there. */
export function changeNamed<
  Thing extends { readonly name: string },
  Changes extends { readonly renameTo?: string },
>(things: Thing[], change: NamedChange<string, Changes>, kind: NamedKind<Thing, Changes>): Thing[] {
  return change.names.reduce((now, name) => changedOne(now, name, change, kind), things);
}

function changedOne<Thing extends { readonly name: string }, Changes extends { readonly renameTo?: string }>(
  things: Thing[],
  name: string,
  { verb, present, conditional, changes }: NamedChange<string, Changes>,
  kind: NamedKind<Thing, Changes>,
): Thing[] {
  const found = things.find((each) => each.name === name);
  const others = things.filter((each) => each !== found);
  if (verb === 'CREATE') {
    if (found !== undefined && present === 'keep') return things;
    if (found !== undefined && present === 'fail') throw alreadyExists(kind.what, name);
    return [...others, kind.changed(kind.blank(name), changes)];
  }
  if (found === undefined) {
    if (conditional) return things;
    throw unknownEntity(kind.what, name);
  }
  if (verb === 'DROP') return others;
  const { renameTo = name } = changes;
  if (others.some((each) => each.name === renameTo)) throw alreadyExists(kind.what, renameTo);
  return things.map((each) => (each === found ? { ...kind.changed(found, changes), name: renameTo } : each));
}
