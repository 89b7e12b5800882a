import { dateOf, instantOf } from './calendar.ts';
import { crmId, putCrm } from './crm-records.ts';
import type { Customer } from './customer.ts';
import { type CompanyName, companyName, personName } from './names.ts';
import { activeReps, teamOf } from './people.ts';
import { itemAt, type Prng, prngFor } from './prng.ts';
import type { Employee } from './sales-force.ts';
import { type Reached, reached, type Twin } from './twins.ts';
import { momentOf, nextNumber, put, stamp, type Today, type World } from './world.ts';

const atStartShare = 0.62;
const yearsToFull = 3;

/** The customers of the first day. */
export function openCustomerBook(world: World, today: Today): void {
  const prng = prngFor(world.seed, 'customers');
  const total = Math.round(fullBook(world) * atStartShare);
  for (let number = 0; number < total; number += 1) acquire(world, today, prng, true);
}

/** New customers of a day. */
export function acquireCustomers(world: World, today: Today): void {
  const mean = (fullBook(world) * (1 - atStartShare)) / (365 * yearsToFull);
  for (let left = today.prng.count(mean); left > 0; left -= 1) acquire(world, today, today.prng, false);
}

/** Draws a customer; big ones come more often. */
export function drawCustomer(world: World, prng: Prng): Customer {
  const sums = world.customerWeights;
  const draw = prng.next() * itemAt(sums, sums.length - 1);
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (itemAt(sums, middle) > draw) high = middle;
    else low = middle + 1;
  }
  return itemAt(world.customers, low);
}

/** Whose each customer is today. */
export function customersByOwner(world: World): Map<Employee, Customer[]> {
  const byOwner = new Map<Employee, Customer[]>();
  for (const customer of world.customers) {
    const own = byOwner.get(customer.owner);
    if (own === undefined) byOwner.set(customer.owner, [customer]);
    else own.push(customer);
  }
  return byOwner;
}

function fullBook(world: World): number {
  return Math.max(120, Math.round(2000 * world.scale));
}

function acquire(world: World, today: Today, prng: Prng, atStart: boolean): void {
  const company = companyName(prng);
  const owners = activeReps(world, today.day).filter(
    ({ orgId }) => teamOf(world, orgId).regionId === company.regionId,
  );
  const customer: Customer = {
    id: `C${String(nextNumber(world, 'customer')).padStart(6, '0')}`,
    crmId: crmId(world, 'Account'),
    duplicateCrmId: prng.chance(0.01) ? crmId(world, 'Account') : undefined,
    name: company.name,
    regionId: company.regionId,
    channel: itemAt(['direct', 'agent', 'ecommerce'] as const, prng.weighted([62, 23, 15])),
    currency: itemAt(['CNY', 'USD', 'EUR'] as const, prng.weighted([92, 5, 3])),
    creditDays: prng.pick([0, 30, 30, 45, 60, 90]),
    owner: drawOwner(prng, owners),
    openOpportunities: [],
    wonOpportunity: undefined,
  };
  world.customers.push(customer);
  const weight = Math.exp(prng.normal() * 1.1);
  world.customerWeights.push((world.customerWeights.at(-1) ?? 0) + weight);
  const since = atStart ? today.day - prng.int(30, 1500) : today.day;
  const at = atStart ? instantOf(today.day, 6000 + prng.int(0, 900)) : momentOf(today, 8, 9);
  const contact = reached(world.seed, customer.id, company);
  writeCustomer(today, customer, { ...company, ...contact }, since, at);
  if (contact.twin !== undefined) writeTwin(world, today, customer, { ...company, ...contact.twin }, at);
  if (prng.chance(0.1)) writeContact(world, today, prng, customer, at);
}

function drawOwner(prng: Prng, owners: readonly Employee[]): Employee {
  return itemAt(owners, prng.weighted(owners.map(({ skill }) => skill)));
}

function writeCustomer(
  today: Today,
  customer: Customer,
  company: CompanyName & Reached,
  since: number,
  at: number,
): void {
  put(today, 'erp.customer', {
    customer_id: customer.id,
    name: company.name,
    credit_code: company.creditCode,
    city: company.city,
    province: company.province,
    region_id: company.regionId,
    industry: company.industry,
    channel: customer.channel,
    phone: company.phone,
    email: company.email,
    created_on: dateOf(since),
    is_deleted: false,
    updated_at: stamp(at, Number(customer.id.slice(1))),
  });
  const fields = {
    Name: company.name,
    AccountNumber: customer.id,
    Credit_Code__c: company.creditCode,
    BillingCity: company.city,
    Industry: company.industry,
    Type: customer.channel === 'agent' ? 'Channel Partner / Reseller' : 'Customer - Direct',
    Phone: company.phone,
    Email__c: company.email,
    OwnerId: customer.owner.crmId,
  };
  putCrm(today, 'Account', { id: customer.crmId, created: at, modified: at }, fields);
  if (customer.duplicateCrmId === undefined) return;
  const double = { ...fields, Name: company.shortName, AccountNumber: null };
  putCrm(today, 'Account', { id: customer.duplicateCrmId, created: at, modified: at }, double);
}

/** Typed in by hand: neither the number of the ERP nor the credit code. */
function writeTwin(
  world: World,
  today: Today,
  customer: Customer,
  { city, industry, name, phone, email }: Pick<CompanyName, 'city' | 'industry'> & Twin,
  at: number,
): void {
  const id = crmId(world, 'AccountTwin');
  const fields = {
    ...{ Name: name, AccountNumber: null, Credit_Code__c: null, BillingCity: city, Industry: industry },
    ...{ Type: 'Customer - Direct', Phone: phone, Email__c: email, OwnerId: customer.owner.crmId },
  };
  putCrm(today, 'Account', { id, created: at, modified: at }, fields);
  today.facts.push({ kind: 'twin', account: id, customer: customer.id });
}

function writeContact(world: World, today: Today, prng: Prng, customer: Customer, at: number): void {
  putCrm(
    today,
    'Contact',
    { id: crmId(world, 'Contact'), created: at, modified: at },
    {
      AccountId: customer.crmId,
      LastName: personName(prng),
      Title: prng.pick(['采购经理', '设备主管', '生产厂长', '采购专员']),
      Phone: `1${prng.pick(['38', '59', '86', '77'])}0000${String(prng.int(0, 9999)).padStart(4, '0')}`,
      Email: `${customer.id.toLowerCase()}@customer.example`,
    },
  );
}
