/** What a list is asked for; ids are text, because they exceed 2^53. */
export interface Paging {
  /** Only ids greater than this. */
  readonly since_id: string;
  /** Only ids up to and including this; `0`: no bound. */
  readonly max_id: string;
  readonly count: number;
  readonly page: number;
}
