import { literalSelect } from '../sql/literal-table.ts';
import { stringLiteral } from '../sql/literals.ts';
import type { ClickHouseUser } from '../users.ts';
import { type UnknownKind, unknownEntity, unknownPolicy, unknownPrincipal } from './errors.ts';
import type { AccessModel, AccessRole, AccessUser, Quota, RowPolicy } from './model.ts';
import { quotaText } from './quota-text.ts';
import { quotaFor } from './quotas.ts';
import { readableDatabases, type SessionRights } from './session-rights.ts';
import { plainOrQuoted, setText } from './set-text.ts';
import { defaultProfile } from './settings-element.ts';
import { profileText, settingsText } from './settings-text.ts';
import type { AccessQuestion, PolicyTarget } from './statement.ts';

/** Who asks, and what there is to tell. */
export interface ShowContext {
  readonly model: AccessModel;
  readonly configured: readonly ClickHouseUser[];
  readonly asking: string;
  readonly rights: SessionRights;
  readonly database: string;
}

/** A column with its values; the engine makes the answer of it, so that every format is there. */
interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

type Told = Exclude<AccessQuestion, { kind: 'show-quota' }>;

/** A SELECT that answers the question, in the order of the rows. Throws 192, 199, 511 and 523 for unknown names. */
export function answerSql(question: AccessQuestion, context: ShowContext, rest: string): string {
  // Counters change with every query: they are put in when this one runs, see quota-usage.ts.
  if (question.kind === 'show-quota') return `SELECT * FROM system.quota_usage ${rest}`;
  const { columns, rows } = answer(question, context);
  return `${literalSelect(
    columns.map((name) => [name, 'String']),
    rows,
  )} ${rest}`;
}

function answer(question: Told, context: ShowContext): Answer {
  const { model, configured } = context;
  switch (question.kind) {
    case 'show-users':
      return list('name', [...configured, ...model.users].map(({ name }) => name).sort());
    case 'show-roles':
      return list('name', model.roles.map(({ name }) => name).sort());
    case 'show-current-roles':
      return roleList(context, context.rights.roles.current);
    case 'show-enabled-roles':
      return roleList(context, context.rights.roles.enabled);
    case 'show-policies':
      return list('name', policiesOn(question.on, context).map(fullName).sort());
    case 'show-grants':
      return list(
        'GRANTS',
        (question.of ?? [context.asking]).flatMap((name) => grantsOf(name, context)),
      );
    case 'show-create':
      return list(
        `CREATE ${question.what.toUpperCase()}`,
        (question.names ?? [context.asking]).map((name) => createText(question.what, name, context)),
      );
    case 'show-create-policy':
      return list(
        'CREATE ROW POLICY',
        question.targets.map((target) => policyText(policyAt(target, context))),
      );
    case 'show-profiles':
      return list('name', [defaultProfile, ...model.profiles.map(({ name }) => name)].sort());
    case 'show-create-profile':
      return list(
        'CREATE SETTINGS PROFILE',
        namedOf('settings profile', model.profiles, question.names).map(profileText),
      );
    case 'show-quotas':
      return list('name', model.quotas.map(({ name }) => name).sort());
    case 'show-create-quota':
      return list('CREATE QUOTA', quotasNamed(question.names, context).map(quotaText));
    case 'show-access':
      return list('ACCESS', everything(context));
  }
}

function quotasNamed(
  names: readonly string[] | 'current' | undefined,
  { model, asking, rights }: ShowContext,
): Quota[] {
  if (names !== 'current') return namedOf('quota', model.quotas, names);
  const quota = quotaFor(model, asking, rights.roles.enabled);
  return quota === undefined ? [] : [quota];
}

/** Those of these names; all without names. */
function namedOf<T extends { readonly name: string }>(
  what: UnknownKind,
  things: T[],
  names: readonly string[] | undefined,
): T[] {
  if (names === undefined) return things;
  return names.map((name) => {
    const found = things.find((each) => each.name === name);
    if (found === undefined) throw unknownEntity(what, name);
    return found;
  });
}

function list(column: string, values: readonly string[]): Answer {
  return { columns: [column], rows: values.map((value) => [value]) };
}

function roleList({ model, asking, rights }: ShowContext, roles: readonly string[]): Answer {
  const user = model.users.find(({ name }) => name === asking);
  const row = (role: string) => {
    const granted = user?.roles.find((each) => each.role === role);
    return [role, granted?.adminOption ? '1' : '0', rights.roles.byDefault.includes(role) ? '1' : '0'];
  };
  return { columns: ['role_name', 'with_admin_option', 'is_default'], rows: roles.map(row) };
}

function policiesOn(
  on: Omit<PolicyTarget, 'name'> | undefined,
  { model, database }: ShowContext,
): RowPolicy[] {
  if (on === undefined) return model.policies;
  return model.policies.filter(
    (each) => each.table === on.table && each.database === (on.database ?? database),
  );
}

function policyAt(target: PolicyTarget, context: ShowContext): RowPolicy {
  const found = policiesOn(target, context).find(({ name }) => name === target.name);
  if (found !== undefined) return found;
  throw unknownPolicy(target.name, target.database ?? context.database, target.table);
}

function fullName({ name, database, table }: Pick<RowPolicy, 'name' | 'database' | 'table'>): string {
  const on = table === '*' ? '*' : plainOrQuoted(table);
  return `${plainOrQuoted(name)} ON ${plainOrQuoted(database)}.${on}`;
}

function grantsOf(name: string, { model, configured }: ShowContext): string[] {
  const principal = [...model.users, ...model.roles].find((each) => each.name === name);
  if (principal !== undefined) return grantTexts(principal);
  const user = configured.find((each) => each.name === name);
  if (user === undefined) throw unknownPrincipal(name);
  return configuredGrants(user);
}

function configuredGrants(user: ClickHouseUser): string[] {
  const to = plainOrQuoted(user.name);
  if (user.rights === 'reader')
    return [
      ...readableDatabases(user).map((database) => `GRANT SELECT ON ${plainOrQuoted(database)}.* TO ${to}`),
      ...(user.withheld ?? []).map(
        (table) => `REVOKE SELECT ON ${table.split('.').map(plainOrQuoted).join('.')} FROM ${to}`,
      ),
    ];
  return [`GRANT ALL ON *.* TO ${to}${user.rights === 'admin' ? ' WITH GRANT OPTION' : ''}`];
}

function grantTexts({ name, grants, roles }: AccessRole): string[] {
  const withTarget = (text: string) => {
    const [, head = text, option = ''] = /^([\s\S]*?)( WITH GRANT OPTION)?$/.exec(text) ?? [];
    return `${head} ${head.startsWith('REVOKE') ? 'FROM' : 'TO'} ${plainOrQuoted(name)}${option}`;
  };
  const byOption = (adminOption: boolean) =>
    roles.filter((each) => each.adminOption === adminOption).map(({ role }) => plainOrQuoted(role));
  const roleText = (names: string[], option: string) =>
    names.length === 0 ? [] : [`GRANT ${names.join(', ')} TO ${plainOrQuoted(name)}${option}`];
  return [
    ...grants.map(withTarget),
    ...roleText(byOption(false), ''),
    ...roleText(byOption(true), ' WITH ADMIN OPTION'),
  ];
}

function createText(what: 'user' | 'role', name: string, { model, configured }: ShowContext): string {
  if (what === 'role') {
    const [role] = namedOf('role', model.roles, [name]);
    return [`CREATE ROLE ${plainOrQuoted(name)}`, ...settingsText(role?.settings ?? [])].join(' ');
  }
  const user = model.users.find((each) => each.name === name);
  if (user !== undefined) return userText(user);
  if (configured.some((each) => each.name === name))
    return `CREATE USER ${plainOrQuoted(name)} IDENTIFIED WITH sha256_password`;
  throw unknownEntity('user', name);
}

/** As a server shows it: never a password or hash. */
function userText({
  name,
  authentication,
  defaultRoles,
  defaultDatabase,
  validUntil,
  closed,
  settings,
}: AccessUser): string {
  const ways = authentication.map((way) => (way.scheme === 'none' ? 'no_password' : way.shownAs));
  return [
    `CREATE USER ${plainOrQuoted(name)} IDENTIFIED WITH ${ways.join(', ')}`,
    ...(validUntil === undefined
      ? []
      : [`VALID UNTIL ${stringLiteral(validUntil.slice(0, 19).replace('T', ' '))}`]),
    ...(closed ? ['HOST NONE'] : []),
    ...(defaultRoles.all && defaultRoles.except.length === 0
      ? []
      : [`DEFAULT ROLE ${setText(defaultRoles)}`]),
    ...(defaultDatabase === undefined ? [] : [`DEFAULT DATABASE ${plainOrQuoted(defaultDatabase)}`]),
    ...settingsText(settings),
  ].join(' ');
}

function policyText(policy: RowPolicy): string {
  const using = policy.using === undefined ? '' : ` USING ${policy.using}`;
  const kind = policy.restrictive ? ' AS restrictive' : ' AS permissive';
  return `CREATE ROW POLICY ${fullName(policy)} FOR SELECT${using}${kind} TO ${setText(policy.to)}`;
}

function everything(context: ShowContext): string[] {
  const { model, configured } = context;
  const users = [...configured, ...model.users].map(({ name }) => name).sort();
  const roles = model.roles.map(({ name }) => name).sort();
  return [
    ...users.map((name) => createText('user', name, context)),
    ...roles.map((name) => createText('role', name, context)),
    ...model.policies.map(policyText),
    ...model.profiles.map(profileText),
    ...model.quotas.map(quotaText),
    ...[...users, ...roles].flatMap((name) => grantsOf(name, context)),
  ];
}
