import type { MessageContent } from '../../../ledger/telling-tables.ts';
import type { Language } from '../wording.ts';

/** A message on its way out. `id` stays the same when it has to be sent again. */
export interface Outgoing {
  readonly id: string;
  readonly recipient: string;
  readonly content: MessageContent;
  readonly now: Date;
  /** That of the company. */
  readonly language: Language;
}
