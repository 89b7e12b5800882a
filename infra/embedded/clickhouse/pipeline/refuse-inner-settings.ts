import type { SessionRights } from '../access/session-rights.ts';
import { ServerError } from '../server-error.ts';
import { innerSettings } from '../sql/inner-settings.ts';
import { tokens } from '../sql/lexer.ts';

/** Bounded for everybody, see `users-xml.ts` and `reader-limits.ts`. */
const alwaysBounded = ['dialect', 'interactive_delay', 'max_memory_usage', 'readonly'];

/** Refuses, to all but admins, settings that have bounds where the engine would not hold a query to these. Throws 452. */
export function refuseInnerSettings({ engineRoles, bounded }: SessionRights, sql: string): void {
  if (engineRoles === undefined) return;
  const refused = new Set([...alwaysBounded, ...bounded]);
  const name = innerSettings([...tokens(sql)]).find((each) => refused.has(each));
  if (name === undefined) return;
  throw new ServerError(
    452,
    'SETTING_CONSTRAINT_VIOLATION',
    `Setting ${name} should not be changed within a subquery or a stored query: it has bounds for you. Set it for the whole statement`,
  );
}
