import { ServerError } from '../server-error.ts';
import { alreadyExists, unknownPolicy } from './errors.ts';
import { type AccessModel, nobody, policyKey, type RowPolicy } from './model.ts';
import { isPlainName } from './row-filters.ts';
import type { AccessChange, PolicyChanges, PolicyTarget } from './statement.ts';

type PolicyChange = Extract<AccessChange, { kind: 'create-policy' | 'alter-policy' | 'drop-policy' }>;

export function isPolicyChange(change: AccessChange): change is PolicyChange {
  return change.kind === 'create-policy' || change.kind === 'alter-policy' || change.kind === 'drop-policy';
}

/** Creates, alters or drops row policies. Throws 493 and 523. */
export function changePolicies(model: AccessModel, change: PolicyChange, database: string): AccessModel {
  const policies = change.targets.reduce(
    (now, target) => changed(now, inDatabase(target, database), change),
    model.policies,
  );
  return { ...model, policies };
}

type FullTarget = PolicyTarget & { readonly database: string };

function inDatabase(target: PolicyTarget, current: string): FullTarget {
  const { database = current, table } = target;
  if (!isPlainName(database, table.replace(/^\*$/, 'any')))
    throw new ServerError(
      48,
      'NOT_IMPLEMENTED',
      `The embedded ClickHouse filters rows of tables with plain names only, not of ${database}.${table}`,
    );
  return { ...target, database };
}

function changed(policies: RowPolicy[], target: FullTarget, change: PolicyChange): RowPolicy[] {
  const present = policies.find((policy) => policyKey(policy) === policyKey(target));
  const others = policies.filter((policy) => policy !== present);
  if (change.kind === 'create-policy') {
    if (present !== undefined && change.present === 'keep') return policies;
    if (present !== undefined && change.present === 'fail')
      throw alreadyExists('row policy', `${target.name} ON ${target.database}.${target.table}`);
    const blank: RowPolicy = { ...target, restrictive: false, to: nobody };
    return [...others, applied(blank, change.changes)];
  }
  if (present === undefined) {
    if (change.ifExists) return policies;
    throw unknownPolicy(target.name, target.database, target.table);
  }
  return change.kind === 'drop-policy' ? others : [...others, applied(present, change.changes)];
}

function applied(policy: RowPolicy, { renameTo, using, restrictive, to }: PolicyChanges): RowPolicy {
  const { using: before, ...rest } = policy;
  const condition = using === undefined ? before : (using ?? undefined);
  return {
    ...rest,
    name: renameTo ?? policy.name,
    restrictive: restrictive ?? policy.restrictive,
    to: to ?? policy.to,
    ...(condition === undefined ? {} : { using: condition }),
  };
}
