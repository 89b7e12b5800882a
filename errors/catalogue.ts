/** What a caller may do about an error; decides retry, parking and who is told. */
export type ErrorKind = 'transient' | 'throttled' | 'quota' | 'auth' | 'config' | 'contract' | 'data' | 'bug';

interface CatalogueEntry {
  readonly kind: ErrorKind;
  /** What the reader should do next, one sentence. */
  readonly advice: string;
}

/** Every error code of the product. One line each, sorted by code. */
export const catalogue = {
  CONFIG_INVALID: { kind: 'config', advice: 'Correct the named key in yardstick.yaml and start again.' },
  SOURCE_AUTH: { kind: 'auth', advice: 'Check the credentials of the source, then run it again.' },
  SOURCE_BAD_RESPONSE: {
    kind: 'transient',
    advice: 'The source will be asked again; if it persists, look at its status page.',
  },
  SOURCE_CONTRACT: {
    kind: 'contract',
    advice: 'Compare the stream with `yardstick sources` and adapt its declaration or mapping.',
  },
  SOURCE_QUOTA: {
    kind: 'quota',
    advice: 'The stream is parked until the quota resets; raise the quota or load less often.',
  },
  SOURCE_THROTTLED: {
    kind: 'throttled',
    advice: 'The source will be asked again after the pause it demands.',
  },
  SOURCE_UNREACHABLE: {
    kind: 'transient',
    advice: 'Check that the address answers; the source will be asked again.',
  },
  UNEXPECTED: { kind: 'bug', advice: 'Report it with the log of the run; nothing half-done is visible.' },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof catalogue;
