import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../config/project-root.ts';
import { createAccount } from '../../ledger/account.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import { fewKpis } from '../harness/few-kpis.ts';
import { payMarts } from '../harness/part-of-product.ts';
import { openPipeline, type Pipeline } from '../harness/pipeline.ts';

/** The golden company with eight more representatives, who sell more each month, and whoever works with them. */
export interface FollowedCompany {
  readonly pipeline: Pipeline;
  readonly folder: string;
  /** File with the password of every account. */
  readonly passwordFile: string;
  /** The context on a day. */
  on(day: string): Pipeline['context'];
  stop(): Promise<void>;
}

/** A source of trainings, courses, and channels about what is followed up. */
const settings = `
  hr:
    connector: file
    folder: "\${env:YARDSTICK_HOME}/input"
    streams:
      training:
        files: training.csv
        primaryKey: [id]
        fields: { id: string, course: string, employee: string, trained: string, day: string, before: decimal, after: decimal }
courses: [courses]
notify:
  channels:
    - { type: json, name: desk, url: "https://desk.example/x", about: [task_overdue] }
    - { type: wecom, name: chat, url: "https://chat.example/x", about: [results] }
    - { type: email, name: mail, smtp: { host: mail.example }, from: y@golden.example, roles: [rep, manager], about: [results] }
`;
const ends: readonly AssetKey[] = [
  ...(['mart.alert', 'mart.suggestion', 'mart.kpi_monthly'] as const),
  ...(['stg.record_check', 'stg.calendar_day'] as const),
  ...payMarts,
  'fct.training',
];

const golden = join(projectRoot(), 'examples', 'golden');
const months = ['01', '02', '03', '04'];
const password = 'correct horse battery';

/** Run once: its first release is published. */
export async function openFollowedCompany(): Promise<FollowedCompany> {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-followed-'));
  cpSync(golden, folder, { recursive: true });
  const configFile = join(folder, 'yardstick.yaml');
  writeFileSync(configFile, `${readFileSync(configFile, 'utf8')}${settings}`);
  writeCourses(folder);
  placeBelow(folder);
  const pipeline = await openPipeline(configFile, { declared: fewKpis(), ends });
  mkdirSync(join(pipeline.home, 'input'));
  writeFileSync(join(pipeline.home, 'input', 'performance.json'), JSON.stringify(withMorePeople()));
  writeFileSync(join(pipeline.home, 'input', 'training.csv'), trainings);
  const { problems } = await pipeline.run();
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, `${password}\n`);
  await giveAccounts(pipeline);
  return {
    ...{ pipeline, folder, passwordFile },
    on: (day) => ({ ...pipeline.context, now: () => new Date(`${day}T04:00:00Z`) }),
    stop: async () => {
      await pipeline.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The trained gained 10 and 6, their peers 2 and 4; nobody is there to compare the other course with. */
const trainings = `id,course,employee,trained,day,before,after
1,Closing 2026,R1,yes,2026-02-20,60,70
2,Closing 2026,R8,yes,2026-02-20,60,66
3,Closing 2026,R2,no,2026-02-20,60,62
4,Closing 2026,R3,no,2026-02-20,60,64
5,calling,R4,yes,2026-03-01,50,90
`;

function writeCourses(folder: string): void {
  const course = (key: string, more: string) =>
    `key: ${key}\n${more}\ntopic: sales_skills\nowner: hr\nversion: 1\n`;
  mkdirSync(join(folder, 'courses'));
  const closing = 'name: { zh: 成交, en: Closing }\nmode: both\nknown_as: [Closing 2026]';
  writeFileSync(join(folder, 'courses', 'closing.yaml'), course('closing', closing));
  const calling = 'name: { zh: 电话, en: Calling }\nmode: offline';
  writeFileSync(join(folder, 'courses', 'calling.yaml'), course('calling', calling));
  mkdirSync(join(folder, 'stg', 'hr'), { recursive: true });
  writeFileSync(
    join(folder, 'stg', 'hr', 'training.sql'),
    `SELECT id AS enrolment_id, course, employee AS employee_id, trained = 'yes' AS is_trained, toDate(day) AS business_date,
       before, after, _key AS source_id, _updated_at AS source_updated_at
     FROM training WHERE NOT _deleted`,
  );
}

/** M9 is above team T1 and M8 above T2; the director of T1, who is above M9, is of the same team. */
function placeBelow(folder: string): void {
  const file = join(folder, 'stg', 'file', 'employee_assignment.sql');
  const above = "multiIf(emp_id = 'M9', 'D1', emp_id IN ('M8', 'D1'), NULL, team_id = 'T2', 'M8', 'M9')";
  const flat = readFileSync(file, 'utf8');
  writeFileSync(file, flat.replace("CAST(NULL, 'Nullable(String)') AS manager_id", `${above} AS manager_id`));
}

/** R1 sells 1,000 in January, 2,000 in February, …; R8 eight times as much. M8 moves from T2 to T1 in July. */
function withMorePeople(): object {
  const document = JSON.parse(readFileSync(join(golden, 'every-field.json'), 'utf8'));
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8];
  const days = { valid_from: '2025-01-01', valid_to: '2099-12-31' };
  const people = numbers.map((n) => ({
    ...{
      emp_id: `R${n}`,
      name: `Rep ${n}`,
      kind: 'rep',
      role: 'AE',
      team_id: n === 8 ? 'T2' : 'T1',
      ...days,
    },
  }));
  const chief = { emp_id: 'M8', name: 'Max', kind: 'manager', role: 'MGR', team_id: 'T2', ...days };
  const moved = { ...chief, team_id: 'T1', valid_from: '2026-07-01' };
  const head = { ...chief, emp_id: 'D1', name: 'Dora', team_id: 'T1' };
  const orders = numbers.flatMap((n) =>
    months.map((month, place) => ({
      ...{ order_no: `R${n}-${month}`, source: 'ERP', customer_id: `KR${n}`, currency: 'CNY' },
      ...{ confirmed_at: `2026-${month}-10T02:00:00Z`, amount: String(n * 1_000 * (place + 1)) },
      ...{ credits: [{ emp_id: `R${n}`, pct: 100 }], due_date: `2026-${month}-28`, payments: [] },
    })),
  );
  return {
    ...document,
    employees: [...document.employees, ...people, { ...chief, valid_to: '2026-06-30' }, moved, head],
    targets: [
      ...document.targets,
      ...numbers.map((n) => ({ emp_id: `R${n}`, kpi: 'sales', base: String(n * 10_000) })),
    ],
    orders: [...document.orders, ...orders],
  };
}

async function giveAccounts({ context }: Pipeline): Promise<void> {
  const accounts = [
    ['r1', 'rep', 'R1', 'T1'],
    ['r2', 'rep', 'R2', 'T1'],
    ['m9', 'manager', 'M9', 'T1'],
    ['m8', 'manager', 'M8', 'T2'],
    ['d1', 'manager', 'D1', 'T1'],
    ['payer', 'finance', 'R3', 'T1'],
    ['finance', 'finance', undefined, undefined],
    ['director', 'executive', undefined, undefined],
  ] as const;
  for (const [name, role, employeeId, teamId] of accounts)
    await createAccount(context.db, {
      ...{ email: `${name}@golden.example`, name, role, password, language: 'en' },
      ...(employeeId === undefined ? {} : { employeeId, teamId }),
    });
}
