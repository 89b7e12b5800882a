import type { Viewer } from '../../../access/viewer.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { appendAudit } from '../../../ledger/audit.ts';
import { isMentorOn } from '../../../ledger/mentor-pair.ts';
import { companyToday, type PortalContext } from '../context.ts';

/** Nobody’s rows for whoever is not their mentor today; a refusal is written to the audit. Throws PORTAL_FORBIDDEN. */
export async function refuseUnlessMentor(
  context: PortalContext,
  viewer: Viewer,
  mentee: string | undefined,
): Promise<void> {
  if (mentee === undefined) return;
  const { accountId, role, employeeId } = viewer;
  const on = companyToday(context);
  if (
    employeeId !== undefined &&
    (await isMentorOn(context.db, { mentorId: employeeId, menteeId: mentee, on }))
  )
    return;
  await appendAudit(context.db, {
    ...{ actor: accountId, action: 'portal.denied', subject: `mentee ${mentee}` },
    detail: { role },
  });
  throw new YardstickError('PORTAL_FORBIDDEN', 'The viewer is not the mentor of this person today.', {
    subject: `mentee ${mentee}`,
  });
}
