import type { Generated, GeneratedAlways } from 'kysely';
import type { Instant, Json } from './column-kinds.ts';
import type { Evidence } from './telling-tables.ts';

// What is to be put right in sources, and what people let stand.

/** `row`: one row that staging refused; `rows`: so many by one rule that the mapping is at fault; `record_check`: records found wrong. */
export type CorrectionKind = 'row' | 'rows' | 'record_check';
/** `owner`: the record's; `manager`: the first above an owner who has left; `steward`: the source's; `nobody`: none of them is known. */
export type OwnerKind = 'owner' | 'manager' | 'steward' | 'nobody';

export interface CorrectionTable {
  id: GeneratedAlways<number>;
  kind: CorrectionKind;
  source: string;
  entity: string;
  /** Key of the record in its source, or number of the check; empty for `rows`. */
  subject: string;
  rule: string;
  /** What the row says of itself, by column. */
  evidence: Json<Evidence>;
  /** Employee number; of a steward the e-mail address; empty: nobody’s. */
  owner: string;
  ownerKind: OwnerKind;
  teamId: string;
  region: string;
  state: 'open' | 'corrected';
  /** How often it was opened. */
  times: Generated<number>;
  openedOn: string;
  dueOn: string;
  openedAt: Generated<Instant>;
  correctedAt: Instant | null;
}

/** Holds until the item is corrected: what breaks again is open again. */
export interface CorrectionWaiverTable {
  id: GeneratedAlways<number>;
  correctionId: number;
  /** Which opening of the item it is about. */
  times: number;
  reason: string;
  waivedBy: string;
  waivedAt: Instant;
}
