import { dateOf } from './calendar.ts';
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

/** The next 18-character id of an object. */
export function crmId(world: World, object: CrmObject): string {
  const number = nextNumber(world, `crm.${object}`);
  return withChecksum(`${prefixes[object]}QH00000${number.toString(36).toUpperCase().padStart(5, '0')}`);
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
  return `${new Date(Math.floor(instant / 1000) * 1000).toISOString().slice(0, 19)}.000+0000`;
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
  const deleted = stamps.deleted ?? false;
  const modified = crmInstant(stamps.modified);
  const touched = object === 'OpportunityHistory' ? {} : { LastModifiedDate: modified };
  const body = {
    Id: stamps.id,
    ...fields,
    IsDeleted: deleted,
    CreatedDate: crmInstant(stamps.created),
    ...touched,
    SystemModstamp: modified,
  };
  put(today, 'crm.record', {
    object,
    id: stamps.id,
    modstamp: modified,
    deleted,
    body: JSON.stringify(body),
  });
}

/** A date field. */
export function crmDate(day: number): string {
  return dateOf(day);
}
