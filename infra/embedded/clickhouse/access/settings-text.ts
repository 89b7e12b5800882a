import { quotedIdentifier, stringLiteral } from '../sql/literals.ts';
import type { SettingsProfile } from './model.ts';
import { plainOrQuoted, setText } from './set-text.ts';
import type { Setting, SettingsElement } from './settings-element.ts';

/** The clause as a server shows it, empty without settings; profiles inherit from each other. */
export function settingsText(settings: readonly SettingsElement[], keyword = 'PROFILE'): string[] {
  if (settings.length === 0) return [];
  const texts = settings.map((each) =>
    'profile' in each ? `${keyword} ${quotedIdentifier(each.profile)}` : settingText(each),
  );
  return [`SETTINGS ${texts.join(', ')}`];
}

/** The statement that makes the profile. */
export function profileText({ name, settings, to }: SettingsProfile): string {
  const isForNobody = !to.all && to.names.length === 0;
  return [
    `CREATE SETTINGS PROFILE ${plainOrQuoted(name)}`,
    ...settingsText(settings, 'INHERIT'),
    ...(isForNobody ? [] : [`TO ${setText(to)}`]),
  ].join(' ');
}

function settingText({ setting, value, min, max, writability }: Setting): string {
  return [
    setting,
    ...(value === undefined ? [] : [`= ${valueText(value)}`]),
    ...(min === undefined ? [] : [`MIN ${valueText(min)}`]),
    ...(max === undefined ? [] : [`MAX ${valueText(max)}`]),
    ...(writability === undefined ? [] : [writability.toUpperCase()]),
  ].join(' ');
}

function valueText(value: string): string {
  return /^(?:-?\d+(?:\.\d+)?|true|false)$/.test(value) ? value : stringLiteral(value);
}
