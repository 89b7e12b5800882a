/** Whose records an account may let stand as they are. */
export interface WaivingRights {
  /** Null: the account is no employee's. */
  readonly employeeId: string | null;
  /** Employees below the account's, over however many others; `all` for those who keep data. */
  readonly people: 'all' | ReadonlySet<string>;
  /** Sources whose steward the account is. */
  readonly sources: readonly string[];
}

/** Why an account may not waive an item; undefined where it may. What is one's own is for somebody else to judge. */
export function whyNotWaive(
  { owner, source }: { readonly owner: string; readonly source: string },
  { employeeId, people, sources }: WaivingRights,
): string | undefined {
  if (owner !== '' && owner === employeeId)
    return 'It is the account’s own: whoever has to put it right does not waive it.';
  if (people === 'all' || people.has(owner) || sources.includes(source)) return undefined;
  return 'It is of nobody below this manager.';
}
