/** What `yardstick start` was told. */
export interface StartOptions {
  readonly config?: string | undefined;
  /** Reads and builds everything when nothing was ever published. */
  readonly firstRun: boolean;
  readonly json: boolean;
}
