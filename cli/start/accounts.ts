import { Client } from 'pg';
import { z } from 'zod';
import { accountByEmail, allAccounts, createAccount, type NewAccount } from '../../ledger/account.ts';
import type { LedgerDb } from '../../ledger/schema.ts';

export interface DemoLogin {
  readonly role: string;
  readonly login: string;
  readonly name: string;
}

const domain = 'qiheng.example';

const personSchema = z.object({ id: z.string(), name: z.string(), team: z.string() });
type Person = z.output<typeof personSchema>;

/** One account per role of the sample company, made once: rep and manager are people of one team, the executive leads it all. */
export async function ensureDemoAccounts(
  db: LedgerDb,
  of: { readonly erpUrl: string; readonly password: string },
): Promise<readonly DemoLogin[]> {
  const accounts = demoAccounts(await people(of.erpUrl));
  for (const account of accounts) {
    if ((await accountByEmail(db, account.email)) !== undefined) continue;
    await createAccount(db, { ...account, password: of.password });
  }
  return accounts.map(({ role, email, name }) => ({ role, login: email, name }));
}

/** The first account of a company that has none, so that somebody can sign in and make the others. */
export async function ensureFirstAccount(db: LedgerDb, password: string): Promise<readonly DemoLogin[]> {
  const email = 'admin@localhost';
  const accounts = await allAccounts(db);
  if (accounts.length === 0) await createAccount(db, { email, name: 'Admin', role: 'admin', password });
  const isOurs = accounts.length === 0 || accounts.every((account) => account.email === email);
  return isOurs ? [{ role: 'admin', login: email, name: 'Admin' }] : [];
}

function demoAccounts({ director, manager, rep }: Awaited<ReturnType<typeof people>>) {
  const employed = (person: Person | undefined) =>
    person === undefined ? {} : { employeeId: person.id, teamId: person.team };
  return [
    { role: 'rep', email: `rep@${domain}`, name: rep?.name ?? '销售', ...employed(rep) },
    { role: 'manager', email: `manager@${domain}`, name: manager?.name ?? '经理', ...employed(manager) },
    {
      role: 'executive',
      email: `executive@${domain}`,
      name: director?.name ?? '总裁',
      ...(director === undefined ? {} : { employeeId: director.id }),
    },
    { role: 'hr', email: `hr@${domain}`, name: '人力资源' },
    { role: 'finance', email: `finance@${domain}`, name: '财务' },
    { role: 'analyst', email: `analyst@${domain}`, name: '数据分析' },
    { role: 'admin', email: `admin@${domain}`, name: '管理员' },
  ] as const satisfies readonly Omit<NewAccount, 'password'>[];
}

/** Who leads the company, who leads the first team, and the rep who has been in that team longest. */
async function people(erpUrl: string) {
  const client = new Client({ connectionString: erpUrl });
  await client.connect();
  try {
    const found = async (role: string, team: string) => {
      const { rows } = await client.query(
        `SELECT e.employee_id AS id, e.name, a.org_id AS team
         FROM erp.employee_assignment AS a JOIN erp.employee AS e USING (employee_id)
         WHERE a.role = $1 AND a.org_id LIKE $2 AND a.valid_to IS NULL AND e.leave_date IS NULL AND NOT e.is_deleted
         ORDER BY a.valid_from, e.employee_id LIMIT 1`,
        [role, team],
      );
      return personSchema.optional().parse(rows[0]);
    };
    const [director, manager] = [await found('director', '%'), await found('team_manager', 'T%')];
    return { director, manager, rep: await found('rep', manager?.team ?? 'T%') };
  } finally {
    await client.end();
  }
}
