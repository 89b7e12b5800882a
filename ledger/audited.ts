import { appendAudit, auditDetails } from './audit.ts';
import { canonicalJson } from './canonical-json.ts';
import type { LedgerDb } from './schema.ts';

/** One change of a row that people answer for. */
export interface AuditedChange {
  /** Who: an account's e-mail address. */
  readonly actor: string;
  readonly action: string;
  /** The row's name, the same at every change of it. */
  readonly subject: string;
  /** The row as it stands after the change. */
  readonly row: object;
}

/** A row that is not what the chain says was last made of it. */
export interface AlteredRow {
  readonly subject: string;
  readonly problem: string;
}

/** Writes the whole row into the chain, in the transaction that changed it: what is changed past this function shows. */
export async function auditChange(
  trx: LedgerDb,
  { actor, action, subject, row }: AuditedChange,
): Promise<void> {
  await appendAudit(trx, { actor, action, subject, detail: { row } });
}

/** Of one kind of rows, the first that differs from the chain, or that one of the two does not know. */
export async function firstAltered(
  db: LedgerDb,
  kind: string,
  rows: readonly { readonly subject: string; readonly row: object }[],
): Promise<AlteredRow | undefined> {
  const said = new Map((await auditDetails(db, kind)).map(({ subject, detail }) => [subject, detail]));
  for (const { subject, row } of rows) {
    const detail = said.get(subject);
    if (detail === undefined) return { subject, problem: `${subject} is in no row of the chain` };
    if (canonicalJson({ row }) !== canonicalJson(detail))
      return { subject, problem: `${subject} is not what the chain says of it` };
    said.delete(subject);
  }
  const [gone] = said.keys();
  return gone === undefined ? undefined : { subject: gone, problem: `${gone} has been removed` };
}
