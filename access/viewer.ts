import type { Role } from './role.ts';

/** Who is looking: an account as the policy needs it. Ids are those of the warehouse's employee and team columns. */
export interface Viewer {
  readonly accountId: string;
  readonly role: Role;
  readonly employeeId?: string | undefined;
  readonly teamId?: string | undefined;
  readonly region?: string | undefined;
}
