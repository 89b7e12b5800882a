import type { Role } from './role.ts';

/** What people decide, and whose role lets them; that two different people decide is checked where it is decided. */
const deciders = {
  'period:lock': ['finance', 'admin'],
  'period:unlock': ['finance', 'executive', 'admin'],
  'customer:merge': ['manager', 'analyst', 'admin'],
  'target:propose': ['rep', 'manager', 'executive', 'hr', 'finance', 'admin'],
  'target:decide': ['manager', 'executive', 'admin'],
  'correction:waive': ['manager', 'finance', 'analyst', 'admin'],
  'mentor:pair': ['manager', 'executive', 'hr', 'admin'],
  'task:propose': ['rep', 'manager', 'executive', 'hr', 'analyst', 'admin'],
  'task:decide': ['manager', 'executive', 'hr', 'admin'],
  'suspicion:decide': ['manager', 'executive', 'hr', 'finance', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Decision = keyof typeof deciders;

export function mayDecide(role: Role, decision: Decision): boolean {
  const allowed: readonly Role[] = deciders[decision];
  return allowed.includes(role);
}
