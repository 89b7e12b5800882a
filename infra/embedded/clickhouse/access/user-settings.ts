import { limitsProfile } from './engine-role.ts';
import { defaultRolesOf, roleNamed, withGrantedRoles } from './granted-roles.ts';
import { type AccessModel, includes } from './model.ts';
import type { Setting, SettingsElement } from './settings-element.ts';

/** What sessions of a user begin with. */
export interface UserSettings {
  /** Names and values, without `readonly`. */
  readonly settings: readonly (readonly [name: string, value: string])[];
  /** The engine's profile that holds requests to `constraints`; undefined where there are none. */
  readonly profile: string | undefined;
  readonly constraints: readonly Setting[];
  /** What the settings say of `readonly`; undefined: nothing, or 0. */
  readonly readOnly: '1' | '2' | undefined;
}

/** Those that the endpoint gives another meaning: they may not be fixed. */
const ours = new Set(['readonly', 'log_comment', 'use_query_cache']);

/**
 * As in a server: first the profiles that are for the user or its roles, then the settings of these roles, last its own, each over
 * those before. The roles are the default ones, whatever a session puts on later.
 */
export function userSettings(model: AccessModel, name: string): UserSettings {
  const merged = mergedSettings(expanded(elementsOf(model, name), model, new Set()));
  const constraints = merged.filter(
    (each) => !ours.has(each.setting) && (each.min ?? each.max ?? each.writability) !== undefined,
  );
  const readOnly = merged.find(({ setting }) => setting === 'readonly')?.value;
  return {
    settings: merged.flatMap(({ setting, value }) =>
      value === undefined || setting === 'readonly' ? [] : [[setting, value] as const],
    ),
    profile: constraints.length === 0 ? undefined : limitsProfile(name),
    constraints,
    readOnly: readOnly === '1' || readOnly === '2' ? readOnly : undefined,
  };
}

function elementsOf(model: AccessModel, name: string): SettingsElement[] {
  const user = model.users.find((each) => each.name === name);
  const roles = user === undefined ? [] : withGrantedRoles(model, defaultRolesOf(user));
  const profiles = model.profiles.filter(({ to }) => includes(to, name, ...roles));
  return [
    ...profiles.map((each) => ({ profile: each.name })),
    ...roles.flatMap((role) => roleNamed(model, role)?.settings ?? []),
    ...(user?.settings ?? []),
  ];
}

/** With what profiles hold in their place; a profile that holds itself ends there. */
function expanded(
  elements: readonly SettingsElement[],
  model: AccessModel,
  within: ReadonlySet<string>,
): Setting[] {
  return elements.flatMap((element) => {
    if ('setting' in element) return [element];
    const profile = model.profiles.find(({ name }) => name === element.profile);
    if (profile === undefined || within.has(profile.name)) return [];
    return expanded(profile.settings, model, new Set([...within, profile.name]));
  });
}

function mergedSettings(settings: readonly Setting[]): Setting[] {
  const merged = new Map<string, Setting>();
  for (const each of settings) merged.set(each.setting, { ...merged.get(each.setting), ...each });
  return [...merged.values()];
}
