import type { SettingsElement } from './settings-element.ts';

/** What a clause says of settings. Undefined names are all. */
export type SettingsStep =
  /** SETTINGS: nothing else is left; ADD: in the place of those of the same name; MODIFY: what is said of these names. */
  | { readonly step: 'set' | 'add' | 'modify'; readonly elements: readonly SettingsElement[] }
  | {
      readonly step: 'drop';
      readonly what: 'setting' | 'profile';
      readonly names: readonly string[] | undefined;
    };

/** The settings after the clauses of a statement. */
export function afterSteps(
  settings: readonly SettingsElement[],
  steps: readonly SettingsStep[] = [],
): SettingsElement[] {
  return steps.reduce<SettingsElement[]>(after, [...settings]);
}

/** Everything that the clauses give. */
export function givenIn(steps: readonly SettingsStep[] = []): SettingsElement[] {
  return steps.flatMap((step) => ('elements' in step ? step.elements : []));
}

function after(settings: SettingsElement[], step: SettingsStep): SettingsElement[] {
  if (step.step === 'set') return [...step.elements];
  if (step.step === 'drop')
    return settings.filter((each) => !(step.what in each && (step.names?.includes(nameOf(each)) ?? true)));
  const others = settings.filter((each) => !step.elements.some((given) => isSame(given, each)));
  if (step.step === 'add') return [...others, ...step.elements];
  const former = (given: SettingsElement) => settings.find((each) => isSame(given, each));
  return [...others, ...step.elements.map((given) => ({ ...former(given), ...given }))];
}

function isSame(one: SettingsElement, other: SettingsElement): boolean {
  return 'setting' in one === 'setting' in other && nameOf(one) === nameOf(other);
}

function nameOf(element: SettingsElement): string {
  return 'setting' in element ? element.setting : element.profile;
}
