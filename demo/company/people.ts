import { dateOf, instantOf } from './calendar.ts';
import { crmId, putCrm } from './crm-records.ts';
import { personName, regionNames } from './names.ts';
import { itemAt, type Prng, prngFor } from './prng.ts';
import type { Employee, Role, Team } from './sales-force.ts';
import { later, nextNumber, put, stamp, type Today, type World } from './world.ts';

const titles: Record<Role, string> = {
  rep: '销售工程师',
  team_manager: '销售经理',
  region_manager: '大区总监',
  director: '销售副总裁',
};
const teamNames = ['一组', '二组', '三组', '四组'];
const teamsPerRegion = [4, 3, 3, 2];
const repsAtStart = 60;

/** The sales force as it stands on the first day. */
export function foundSalesForce(world: World, today: Today): void {
  const prng = prngFor(world.seed, 'people');
  writeOrgUnit(today, 'O0', '启衡工业品', 'company', null);
  const director = hire(world, today, prng, 'director', 'O0', undefined);
  regionNames.forEach((region, index) => {
    writeOrgUnit(today, region.id, `${region.name}大区`, 'region', 'O0');
    const boss = hire(world, today, prng, 'region_manager', region.id, director);
    for (let nth = 0; nth < itemAt(teamsPerRegion, index); nth += 1) {
      foundTeam(world, today, prng, { id: region.id, name: region.name }, itemAt(teamNames, nth), boss);
    }
  });
  for (let nth = 0; nth < repsAtStart; nth += 1) {
    const team = itemAt(world.people.teams, nth % world.people.teams.length);
    hire(world, today, prng, 'rep', team.id, team.manager);
  }
}

/** On the first of a month: who will leave, join, move or be promoted in it. */
export function planMonth(world: World, today: Today): void {
  const { prng, day } = today;
  if (prng.chance(0.55)) later(world, day + prng.int(3, 26), (then) => replaceSomebody(world, then));
  if (prng.chance(0.45)) later(world, day + prng.int(8, 20), (then) => moveSomebody(world, then));
  if (prng.chance(0.1)) later(world, day + prng.int(8, 20), (then) => promoteSomebody(world, then));
}

/** Reps and managers who sell on a day. */
export function activeReps(world: World, day: number): Employee[] {
  return world.people.employees.filter(
    ({ role, hired, left }) => role === 'rep' && hired <= day && (left === undefined || left >= day),
  );
}

export function teamOf(world: World, id: string): Team {
  const team = world.people.teams.find((candidate) => candidate.id === id);
  if (team === undefined) throw new RangeError(`No team ${id}.`);
  return team;
}

function foundTeam(
  world: World,
  today: Today,
  prng: Prng,
  region: { id: string; name: string },
  nth: string,
  boss: Employee,
): void {
  const id = `T${String(world.people.teams.length + 1).padStart(2, '0')}`;
  writeOrgUnit(today, id, `${region.name}${nth}`, 'team', region.id);
  const manager = hire(world, today, prng, 'team_manager', id, boss);
  world.people.teams.push({ id, regionId: region.id, manager });
}

function hire(
  world: World,
  today: Today,
  prng: Prng,
  role: Role,
  orgId: string,
  manager: Employee | undefined,
): Employee {
  const atStart = today.day === world.startDay;
  const employee: Employee = {
    id: `E${String(nextNumber(world, 'employee')).padStart(4, '0')}`,
    crmId: crmId(world, 'User'),
    name: personName(prng),
    hired: atStart ? today.day - prng.int(90, 2500) : today.day,
    left: undefined,
    role,
    orgId,
    manager,
    assignedFrom: 0,
    skill: Math.exp(prng.normal() * 0.25),
  };
  employee.assignedFrom = employee.hired;
  world.people.employees.push(employee);
  writeEmployee(today, employee);
  writeAssignment(today, employee, undefined);
  return employee;
}

/** A rep leaves at the end of the day; a successor joins the team some days later and takes over the customers. */
function replaceSomebody(world: World, today: Today): void {
  const leaver = today.prng.pick(stayingReps(world, today.day));
  const team = teamOf(world, leaver.orgId);
  leaver.left = today.day;
  writeEmployee(today, leaver);
  writeAssignment(today, leaver, today.day);
  handOver(world, today, leaver);
  later(world, today.day + today.prng.int(3, 24), (then) => {
    takeOver(world, then, hire(world, then, then.prng, 'rep', team.id, team.manager), team);
  });
}

/** The newcomer gets the share of the region's customers that falls to one rep. */
function takeOver(world: World, today: Today, newcomer: Employee, team: Team): void {
  const colleagues = stayingReps(world, today.day).filter(
    ({ orgId }) => teamOf(world, orgId).regionId === team.regionId,
  );
  for (const customer of world.customers) {
    if (customer.regionId === team.regionId && today.prng.chance(1 / colleagues.length)) {
      customer.owner = newcomer;
    }
  }
}

function stayingReps(world: World, day: number): Employee[] {
  return activeReps(world, day).filter(({ left }) => left === undefined);
}

function moveSomebody(world: World, today: Today): void {
  const mover = today.prng.pick(stayingReps(world, today.day));
  const others = world.people.teams.filter(({ id }) => id !== mover.orgId);
  const target = today.prng.pick(others);
  reassign(today, mover, target.id, 'rep', target.manager);
}

/** A team manager leaves; a rep of the team is promoted and the team reports to the new manager. */
function promoteSomebody(world: World, today: Today): void {
  const team = today.prng.pick(world.people.teams);
  const reps = stayingReps(world, today.day).filter(({ orgId }) => orgId === team.id);
  const old = team.manager;
  if (reps.length < 3) return;
  const promoted = today.prng.pick(reps);
  old.left = today.day;
  writeEmployee(today, old);
  writeAssignment(today, old, today.day);
  handOver(world, today, old);
  team.manager = promoted;
  reassign(today, promoted, team.id, 'team_manager', old.manager);
  writeEmployee(today, promoted);
  for (const rep of reps) if (rep !== promoted) reassign(today, rep, team.id, 'rep', promoted);
}

function reassign(
  today: Today,
  employee: Employee,
  orgId: string,
  role: Role,
  manager: Employee | undefined,
): void {
  if (employee.assignedFrom < today.day) writeAssignment(today, employee, today.day - 1);
  employee.assignedFrom = today.day;
  employee.orgId = orgId;
  employee.role = role;
  employee.manager = manager;
  writeAssignment(today, employee, undefined);
}

/** Customers of somebody who leaves go to the remaining reps of the region, from the next order on. */
function handOver(world: World, today: Today, leaver: Employee): void {
  const region = teamOf(world, leaver.orgId).regionId;
  const heirs = stayingReps(world, today.day).filter(({ orgId }) => teamOf(world, orgId).regionId === region);
  for (const customer of world.customers) {
    if (customer.owner === leaver) customer.owner = today.prng.pick(heirs);
  }
}

function writeOrgUnit(today: Today, id: string, name: string, level: string, parent: string | null): void {
  put(today, 'erp.org_unit', {
    org_id: id,
    valid_from: '2020-01-01',
    name,
    level,
    parent_id: parent,
    valid_to: null,
    updated_at: stamp(instantOf(today.day, 1800)),
  });
}

function writeEmployee(today: Today, employee: Employee): void {
  const at = instantOf(today.day, 18.5 * 3600);
  const email = `${employee.id.toLowerCase()}@qiheng.example`;
  put(today, 'erp.employee', {
    employee_id: employee.id,
    name: employee.name,
    email,
    job_title: titles[employee.role],
    hire_date: dateOf(employee.hired),
    leave_date: employee.left === undefined ? null : dateOf(employee.left),
    is_deleted: false,
    updated_at: stamp(at, Number(employee.id.slice(1))),
  });
  putCrm(
    today,
    'User',
    { id: employee.crmId, created: instantOf(employee.hired, 32_400), modified: at },
    {
      Name: employee.name,
      Email: email,
      Username: email,
      IsActive: employee.left === undefined,
      Title: titles[employee.role],
      Employee_No__c: employee.id,
      ManagerId: employee.manager?.crmId ?? null,
    },
  );
}

function writeAssignment(today: Today, employee: Employee, until: number | undefined): void {
  put(today, 'erp.employee_assignment', {
    employee_id: employee.id,
    valid_from: dateOf(employee.assignedFrom),
    valid_to: until === undefined ? null : dateOf(until),
    org_id: employee.orgId,
    role: employee.role,
    manager_id: employee.manager?.id ?? null,
  });
}
