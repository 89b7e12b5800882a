export type Role = 'rep' | 'team_manager' | 'region_manager' | 'director';

export interface Employee {
  readonly id: string;
  readonly crmId: string;
  readonly name: string;
  readonly hired: number;
  left: number | undefined;
  role: Role;
  orgId: string;
  manager: Employee | undefined;
  /** First day of the assignment in force. */
  assignedFrom: number;
  /** How well the rep sells, around 1. */
  readonly skill: number;
}

export interface Team {
  readonly id: string;
  readonly regionId: string;
  manager: Employee;
}

export interface People {
  readonly employees: Employee[];
  readonly teams: Team[];
}
