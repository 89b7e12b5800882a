const placeholder = /\{([^}]*)\}/g;

/** Names in a sentence that values stand in for: `{employee}`. */
export function placeholdersIn(sentence: string): readonly string[] {
  return [...sentence.matchAll(placeholder)].map(([, name = '']) => name);
}

/** The sentence with values in their places; `–` for what has none. */
export function filledIn(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(placeholder, (_, name: string) => values[name] || '–');
}
