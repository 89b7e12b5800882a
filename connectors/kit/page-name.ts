/** What a request is about; names the thing in every error. */
export interface PageName {
  readonly source: string;
  readonly stream?: string;
  /** `page 3`, `describe`, `control`. */
  readonly page?: string;
}

/** `crm.Opportunity page 3`. */
export function subjectOf({ source, stream, page }: PageName): string {
  const name = stream === undefined ? source : `${source}.${stream}`;
  return page === undefined ? name : `${name} ${page}`;
}
