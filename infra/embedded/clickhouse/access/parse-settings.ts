import type { Cursor } from './cursor.ts';
import { type Clause, parseClauses, parseHead, parseNameSet } from './parse-parts.ts';
import type { Setting, SettingsElement } from './settings-element.ts';
import type { SettingsStep } from './settings-steps.ts';
import type { NamedChange, ProfileChanges, Verb } from './statement.ts';

/** What a user, a role or a profile is to have: `SETTINGS …`, or changes of those that are there. */
export function parseSettings(cursor: Cursor): { settings: SettingsStep[] } | undefined {
  const settings: SettingsStep[] = [];
  for (let step = parseStep(cursor); step !== undefined; step = parseStep(cursor)) {
    settings.push(step);
    cursor.takesSymbol(',');
  }
  return settings.length === 0 ? undefined : { settings };
}

const clauses: readonly Clause<ProfileChanges>[] = [
  (cursor) => (cursor.takes('RENAME', 'TO') ? { renameTo: cursor.name() } : undefined),
  parseSettings,
  (cursor) => (cursor.takes('TO') ? { to: parseNameSet(cursor) } : undefined),
];

/** The rest of CREATE, ALTER or DROP SETTINGS PROFILE. */
export function parseProfile(cursor: Cursor, verb: Verb): NamedChange<'profile', ProfileChanges> {
  return { kind: 'profile', verb, ...parseHead(cursor), changes: parseClauses(cursor, clauses) };
}

const settingWords = ['SETTINGS', 'SETTING'];
const profileWords = ['PROFILES', 'PROFILE'];

function parseStep(cursor: Cursor): SettingsStep | undefined {
  if (takesOne(cursor, settingWords))
    return { step: 'set', elements: cursor.takes('NONE') ? [] : parseList(cursor, parseElement) };
  if (!seesStep(cursor)) return undefined;
  const verb = cursor.name().toUpperCase();
  const isAll = cursor.takes('ALL');
  const what = takesOne(cursor, settingWords) ? 'setting' : 'profile';
  if (what === 'profile') takesOne(cursor, profileWords);
  const name = (each: Cursor) => each.name();
  if (verb === 'DROP') return { step: 'drop', what, names: isAll ? undefined : parseList(cursor, name) };
  const step = verb === 'ADD' ? 'add' : 'modify';
  if (what === 'setting') return { step, elements: parseList(cursor, parseElement) };
  return { step, elements: parseList(cursor, name).map((profile) => ({ profile })) };
}

function takesOne(cursor: Cursor, words: readonly string[]): boolean {
  return words.some((word) => cursor.takes(word));
}

function seesStep(cursor: Cursor): boolean {
  return ['ADD', 'MODIFY', 'DROP'].some((verb) =>
    [...settingWords, ...profileWords, 'ALL'].some((what) => cursor.sees(verb, what)),
  );
}

/** Items parted by commas; a comma may also lead to the next step. */
function parseList<T>(cursor: Cursor, item: (cursor: Cursor) => T): T[] {
  const items = [item(cursor)];
  for (let ahead = cursor.copy(); ahead.takesSymbol(',') && !seesStep(ahead); ahead = cursor.copy()) {
    cursor.takesSymbol(',');
    items.push(item(cursor));
  }
  return items;
}

function parseElement(cursor: Cursor): SettingsElement {
  if (cursor.takes('INHERIT', 'PROFILE') || cursor.takes('INHERIT') || cursor.takes('PROFILE'))
    return { profile: cursor.name() };
  const start = cursor.token;
  let element: Setting = { setting: cursor.name() };
  for (let next = parsePart(cursor); next !== undefined; next = parsePart(cursor))
    element = { ...element, ...next };
  if (Object.keys(element).length === 1) throw cursor.unexpected(start);
  return element;
}

function parsePart(cursor: Cursor): Partial<Setting> | undefined {
  if (cursor.takesSymbol('=')) return { value: parseValue(cursor) };
  if (cursor.takes('MIN')) return { min: parseBound(cursor) };
  if (cursor.takes('MAX')) return { max: parseBound(cursor) };
  if (cursor.takes('READONLY') || cursor.takes('CONST')) return { writability: 'const' };
  if (cursor.takes('WRITABLE')) return { writability: 'writable' };
  if (cursor.takes('CHANGEABLE_IN_READONLY')) return { writability: 'changeable_in_readonly' };
  return undefined;
}

function parseBound(cursor: Cursor): string {
  cursor.takesSymbol('=');
  return parseValue(cursor);
}

/** A text, a number or a word, as the engine reads it from a text; arrays and maps have to be written as texts. */
function parseValue(cursor: Cursor): string {
  if (cursor.token?.kind === 'string') return cursor.text();
  const sign = cursor.takesSymbol('-') ? '-' : '';
  const { text = '', kind } = cursor.token ?? {};
  if (kind === 'word' && sign === '') return cursor.name();
  cursor.number();
  return sign + text;
}
