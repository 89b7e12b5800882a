type Preference = 'language' | 'theme';

/** What this browser was told before; undefined where storage is closed to us. */
export function remembered(preference: Preference): string | undefined {
  try {
    return localStorage.getItem(`yardstick.${preference}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(preference: Preference, value: string): void {
  try {
    localStorage.setItem(`yardstick.${preference}`, value);
  } catch {
    // Private windows may refuse; the choice then lasts for the page.
  }
}
