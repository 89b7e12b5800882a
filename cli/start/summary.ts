import pc from 'picocolors';
import { clickHouseUserNames } from '../../infra/embedded/engines.ts';
import type { RunRecord } from '../../ledger/run.ts';
import type { Connection } from '../runtime/connect.ts';
import { embeddedNamespace } from '../runtime/places.ts';
import { runLine } from '../text/run-line.ts';
import { table } from '../text/table.ts';
import type { Logins } from './logins.ts';

/** Where everything is, once it runs; also the JSON of `start --json`. */
export interface Started {
  readonly state: 'started';
  readonly portal: string;
  /** `passwordFile` is null where the server is not ours: whoever named it knows its users. */
  readonly clickhouse: { readonly url: string; readonly user: string; readonly passwordFile: string | null };
  readonly temporal: string;
  readonly ledger: string;
  readonly logins: Logins['accounts'];
  readonly password: string | null;
  readonly firstRun: { readonly id: string; readonly status: string; readonly text: string } | null;
}

export function startedOf(
  { run, places, paths }: Connection,
  of: { readonly portal: string; readonly logins: Logins; readonly run: RunRecord | undefined },
): Started {
  const ui = run?.endpoints.temporalUi;
  const isOurs = run?.endpoints.clickhouse !== undefined;
  return {
    state: 'started',
    portal: of.portal,
    clickhouse: {
      url: places.clickhouse.url,
      user: isOurs ? clickHouseUserNames.bi : places.clickhouse.username,
      passwordFile: isOurs ? paths.secretsFile : null,
    },
    temporal:
      ui === undefined
        ? `${places.temporal.address}, namespace ${places.temporal.namespace}`
        : `${ui}/namespaces/${embeddedNamespace}/workflows`,
    ledger: withoutPassword(places.ledgerUrl),
    logins: of.logins.accounts,
    password: of.logins.password ?? null,
    firstRun: of.run === undefined ? null : { id: of.run.id, status: of.run.status, text: runLine(of.run) },
  };
}

export function summaryText(started: Started): string {
  const { url, user, passwordFile } = started.clickhouse;
  const password = passwordFile === null ? '' : `, password: clickhouseBi in ${passwordFile}`;
  const places = [
    ['Portal', started.portal],
    ['ClickHouse', `${url}  user ${user}${password}`],
    ['Temporal', started.temporal],
    ['Ledger', started.ledger],
  ];
  return [
    ...(started.firstRun === null ? [] : ['', started.firstRun.text]),
    '',
    table([{ title: 'Where' }, { title: '' }], places),
    ...loginLines(started),
    '',
    'Try:',
    '  yardstick status                what runs, and how fresh everything is',
    '  yardstick why mart.kpi_monthly  what a number was made from, and by which run',
    `  yardstick sql "SELECT month, sum(numerator) FROM mart.kpi_monthly WHERE kpi = 'net_sales' GROUP BY month"`,
    '',
    pc.dim('(`npx yardstick …` in this folder. Ctrl-C stops everything.)'),
  ].join('\n');
}

function loginLines({ logins, password }: Started): readonly string[] {
  if (password === null) return [];
  const rows = logins.map(({ role, login, name }) => [role, login, name]);
  return [
    '',
    table([{ title: 'Role' }, { title: 'Sign in as' }, { title: 'Name' }], rows),
    `Password of all of them: ${password}`,
  ];
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  return shown.toString();
}
