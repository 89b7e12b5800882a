import { changeNamed, type NamedKind } from './change-named.ts';
import { unknownEntity } from './errors.ts';
import { type AccessModel, nobody, type SettingsProfile } from './model.ts';
import { defaultProfile, type SettingsElement } from './settings-element.ts';
import { afterSteps } from './settings-steps.ts';
import type { NamedChange, ProfileChanges } from './statement.ts';

const profileKind: NamedKind<SettingsProfile, ProfileChanges> = {
  what: 'settings profile',
  blank: (name) => ({ name, settings: [], to: nobody }),
  changed: (profile, { settings, to = profile.to }) => ({
    ...profile,
    settings: afterSteps(profile.settings, settings),
    to,
  }),
};

/** Creates, alters or drops settings profiles, and puts it right wherever they are named. Throws 180 and 493. */
export function changeProfiles(
  model: AccessModel,
  change: NamedChange<'profile', ProfileChanges>,
): AccessModel {
  const profiles = changeNamed(model.profiles, change, profileKind);
  const { verb, names, changes } = change;
  if (verb === 'DROP') return naming({ ...model, profiles }, (name) => (names.includes(name) ? [] : [name]));
  const { renameTo } = changes;
  if (renameTo === undefined) return { ...model, profiles };
  return naming({ ...model, profiles }, (name) => [names.includes(name) ? renameTo : name]);
}

/** Throws 180 for a profile that is not there. */
export function profilesKnown(model: AccessModel, settings: readonly SettingsElement[]): void {
  for (const each of settings)
    if ('profile' in each && each.profile !== defaultProfile)
      if (!model.profiles.some(({ name }) => name === each.profile))
        throw unknownEntity('settings profile', each.profile);
}

function naming(model: AccessModel, map: (profile: string) => string[]): AccessModel {
  const named = (element: SettingsElement): SettingsElement[] =>
    'profile' in element ? map(element.profile).map((profile) => ({ profile })) : [element];
  const mapped = <T extends { settings: SettingsElement[] }>(each: T): T => ({
    ...each,
    settings: each.settings.flatMap(named),
  });
  return {
    ...model,
    users: model.users.map(mapped),
    roles: model.roles.map(mapped),
    profiles: model.profiles.map(mapped),
  };
}
