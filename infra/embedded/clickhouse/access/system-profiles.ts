import type { LiteralColumn } from '../sql/literal-table.ts';
import { applyColumns, applyValues } from './apply-columns.ts';
import { type AccessModel, everybody, type SettingsProfile } from './model.ts';
import { defaultProfile, type SettingsElement } from './settings-element.ts';
import { uuidOf } from './stable-id.ts';

/** Columns of `system.settings_profiles`. */
export const profileColumns: readonly LiteralColumn[] = [
  ['name', 'String'],
  ['id', 'UUID'],
  ['storage', 'String'],
  ['num_elements', 'UInt64'],
  ...applyColumns,
];

export function profileRows({ profiles }: AccessModel): readonly (readonly unknown[])[] {
  const builtIn = profileRow({ name: defaultProfile, settings: [], to: everybody }, 'users_xml');
  return [builtIn, ...profiles.map((profile) => profileRow(profile, 'local_directory'))];
}

function profileRow({ name, settings, to }: SettingsProfile, storage: string): readonly unknown[] {
  return [name, uuidOf(`profile ${name}`), storage, settings.length, ...applyValues(to)];
}

/** Columns of `system.settings_profile_elements`. */
export const profileElementColumns: readonly LiteralColumn[] = [
  ...['profile_name', 'user_name', 'role_name'].map((name) => [name, 'Nullable(String)'] as const),
  ['index', 'UInt64'],
  ...['setting_name', 'value', 'min', 'max', 'writability', 'inherit_profile'].map(
    (name) => [name, 'Nullable(String)'] as const,
  ),
];

export function profileElementRows({ profiles, users, roles }: AccessModel): readonly (readonly unknown[])[] {
  const rows = (holder: readonly unknown[], settings: readonly SettingsElement[]) =>
    settings.map((element, index) => [...holder, index, ...elementValues(element)]);
  return [
    ...profiles.flatMap(({ name, settings }) => rows([name, null, null], settings)),
    ...users.flatMap(({ name, settings }) => rows([null, name, null], settings)),
    ...roles.flatMap(({ name, settings }) => rows([null, null, name], settings)),
  ];
}

function elementValues(element: SettingsElement): readonly unknown[] {
  if ('profile' in element) return [null, null, null, null, null, element.profile];
  const { setting, value = null, min = null, max = null, writability } = element;
  return [setting, value, min, max, writability?.toUpperCase() ?? null, null];
}
