/** Joins the primary key's values, each as text, into one key. */
export function recordKey(values: readonly string[]): string {
  return values.join('\u001f');
}
