import { dateOf, utcSeconds } from './calendar.ts';
import { nextNumber, put, type Today, type World } from './world.ts';

export type CrmValue = string | number | boolean | null;

const prefixes = {
  User: '005',
  Account: '001',
  Contact: '003',
  Product2: '01t',
  Opportunity: '006',
  OpportunityHistory: '008',
  Task: '00T',
  Event: '00U',
  Order: '801',
  OrderItem: '802',
  Order_Credit__c: 'a01',
} as const;

export type CrmObject = keyof typeof prefixes;

/** Second accounts have numbers of their own, so that those of the others stay as they are. */
const twin = 'QH0TWIN';

/** The next 18-character id of an object. */
export function crmId(world: World, object: CrmObject | 'AccountTwin'): string {
  const number = nextNumber(world, `crm.${object}`);
  const beginning = object === 'AccountTwin' ? `${prefixes.Account}${twin}` : `${prefixes[object]}QH00000`;
  return withChecksum(`${beginning}${number.toString(36).toUpperCase().padStart(5, '0')}`);
}

/** Appends the three characters by which Salesforce tells ids apart without regard to case. */
function withChecksum(id: string): string {
  let suffix = '';
  for (let block = 0; block < 3; block += 1) {
    let bits = 0;
    for (let index = 0; index < 5; index += 1) {
      const letter = id.charAt(block * 5 + index);
      if (letter >= 'A' && letter <= 'Z') bits |= 1 << index;
    }
    suffix += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'.charAt(bits);
  }
  return id + suffix;
}

/** `2026-03-01T08:05:58.000+0000`. */
export function crmInstant(instant: number): string {
  return `${utcSeconds(instant)}.000+0000`;
}

/** A JSON number from hundredths. */
export function crmAmount(fen: number): number {
  return fen / 100;
}

export interface CrmStamps {
  readonly id: string;
  readonly created: number;
  readonly modified: number;
  readonly deleted?: boolean;
}

/** Writes a record as it stands now. */
export function putCrm(
  today: Today,
  object: CrmObject,
  stamps: CrmStamps,
  fields: Readonly<Record<string, CrmValue>>,
): void {
  if (!today.rowsWanted) return;
  const deleted = stamps.deleted ?? false;
  const modified = crmInstant(stamps.modified);
  const created = crmInstant(stamps.created);
  const touched = object === 'OpportunityHistory' ? '' : `"LastModifiedDate":"${modified}",`;
  const body = [
    `{"Id":"${stamps.id}",`,
    ...members(fields),
    `"IsDeleted":${deleted},"CreatedDate":"${created}",${touched}"SystemModstamp":"${modified}"}`,
  ].join('');
  put(today, 'crm.record', {
    object,
    id: stamps.id,
    modstamp: modified,
    deleted,
    body,
  });
}

/**
 * JSON members, each with its comma; by hand, because JSON.stringify took half of the whole generation, and as parts to join,
 * because strings built by adding keep all their pieces alive until somebody reads them.
 */
function members(fields: Readonly<Record<string, CrmValue>>): string[] {
  const parts: string[] = [];
  for (const name in fields) {
    const value = fields[name];
    parts.push('"', name, '":', typeof value === 'string' ? quoted(value) : String(value), ',');
  }
  return parts;
}

function quoted(text: string): string {
  return /["\\\p{Cc}]/u.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** A date field. */
export function crmDate(day: number): string {
  return dateOf(day);
}
