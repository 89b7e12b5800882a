import type { Channel } from '../../config/notify.ts';
import type { Account } from '../../ledger/account.ts';
import type { Severity } from '../../ledger/telling-tables.ts';

/** What somebody is told of, as far as it decides who that is. */
export interface Concern {
  /** Key of a rule, or `operations`. */
  readonly about: string;
  readonly severity: Severity;
  readonly employeeId: string;
  readonly teamId: string;
  readonly region: string;
  readonly escalated: boolean;
  /** It judges a person: only a channel that names it hears of it, never one that takes everything. */
  readonly isPersonal: boolean;
}

const order: readonly Severity[] = ['reminder', 'warning', 'critical'];

/** Who hears of it on a channel: addresses for e-mail, the empty text for a chat; nobody where it is none of its business. */
export function recipientsOf(
  channel: Channel,
  concern: Concern,
  accounts: readonly Account[],
): readonly string[] {
  if (!takes(channel, concern)) return [];
  if (channel.type !== 'email') return [''];
  const people = accounts
    .filter(({ role, disabled }) => !disabled && channel.roles.includes(role))
    .filter((account) => concerns(account, concern));
  return [...new Set([...channel.to, ...people.map(({ email }) => email)])];
}

function takes({ about, severity, teams, regions, when }: Channel, concern: Concern): boolean {
  const isOfAll = about.includes('*') && !concern.isPersonal;
  if (!isOfAll && !about.includes(concern.about)) return false;
  if (order.indexOf(concern.severity) < order.indexOf(severity)) return false;
  if (concern.about === 'operations') return true;
  if (when === 'escalated' && !concern.escalated) return false;
  if (teams.length > 0 && !teams.includes(concern.teamId)) return false;
  return regions.length === 0 || regions.includes(concern.region);
}

/** Reps hear of what is theirs, managers of what is escalated in their team; how runs go is for those who see everything. */
function concerns({ role, employeeId, teamId }: Account, concern: Concern): boolean {
  if (role === 'rep') return employeeId !== null && employeeId !== '' && employeeId === concern.employeeId;
  if (role === 'manager')
    return concern.escalated && teamId !== null && teamId !== '' && teamId === concern.teamId;
  return true;
}
