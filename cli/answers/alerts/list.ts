import type { Context } from '../../../activities/context.ts';
import { toldRules } from '../../../activities/telling/told-rules.ts';
import { type AlertCause, latestCauses, openCauses } from '../../../ledger/alert-cause.ts';
import type { Answer } from '../../command.ts';
import { assertKnown } from '../../runtime/known-choice.ts';
import { instant } from '../../text/format.ts';
import { table } from '../../text/table.ts';

export interface AlertsQuestion {
  readonly rule?: string | undefined;
  /** Also those that have recovered. */
  readonly all?: boolean | undefined;
}

/** Causes that rules have found: since when, whose, on what evidence, and when they recovered. Error: ORDER_REFUSED for an unknown rule. */
export async function alertsList({ db, project }: Context, { rule, all }: AlertsQuestion): Promise<Answer> {
  const data = all === true ? await latestCauses(db, { rule, limit: 1_000 }) : await openCauses(db, rule);
  if (data.length === 0) {
    // A rule that is gone may have left causes behind; only one that never was is refused.
    const rules = toldRules(project).map(({ declaration }) => declaration.key);
    assertKnown(rule, rules, { what: 'rule', option: '--rule' });
    return { data, text: 'Nothing to look at.' };
  }
  return { data, text: causesTable(data, project.config.company.timezone) };
}

const shown = 200;

function causesTable(causes: readonly AlertCause[], zone: string): string {
  const titles = ['Rule', 'About', 'Of', 'Team', 'Severity', 'First seen', 'Last seen', 'State', 'Because'];
  const rows = causes.slice(0, shown).map((cause) => [
    ...[cause.rule, cause.subject, cause.employeeId, cause.teamId, cause.severity],
    ...[instant(cause.firstSeen, zone), instant(cause.lastSeen, zone), stateOf(cause, zone)],
    Object.entries(cause.evidence)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
  ]);
  const more = causes.length - rows.length;
  const text = table(
    titles.map((title) => ({ title })),
    rows,
  );
  return more > 0 ? `${text}\n… and ${more} more; \`--json\` shows all.` : text;
}

function stateOf({ recoveredAt, escalatedAt }: AlertCause, zone: string): string {
  if (recoveredAt !== null) return `recovered ${instant(recoveredAt, zone)}`;
  return escalatedAt === null ? 'open' : 'open, escalated';
}
