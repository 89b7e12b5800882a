import { isForMentors } from '../../../access/mentee.ts';
import type { Viewer } from '../../../access/viewer.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { appendAudit } from '../../../ledger/audit.ts';
import { isMentorOn } from '../../../ledger/mentor-pair.ts';
import type { AssetKey } from '../../../models/kit/key.ts';
import { companyToday, type PortalContext } from '../context.ts';

/** Nobody’s rows for whoever is not their mentor today; a refusal is written to the audit. Throws PORTAL_FORBIDDEN. */
export async function refuseUnlessMentor(
  context: PortalContext,
  viewer: Viewer,
  mentee: string | undefined,
): Promise<void> {
  if (mentee === undefined) return;
  const { employeeId } = viewer;
  const on = companyToday(context);
  if (
    employeeId !== undefined &&
    (await isMentorOn(context.db, { mentorId: employeeId, menteeId: mentee, on }))
  )
    return;
  await deny(context, viewer, mentee, {}, 'The viewer is not the mentor of this person today.');
}

/** A mentor reads KPIs of a mentee and nothing else; who asks for more is written to the audit. Throws PORTAL_FORBIDDEN. */
export async function refuseBeyondKpis(
  context: PortalContext,
  viewer: Viewer,
  mentee: string,
  reads: readonly AssetKey[],
): Promise<void> {
  const asset = reads.find((key) => !isForMentors(key, context.assets.get(key)?.scope));
  if (asset === undefined) return;
  const message = 'A mentor sees KPIs of a mentee, and this is something else.';
  await deny(context, viewer, mentee, { asset }, message);
}

async function deny(
  context: PortalContext,
  { accountId, role }: Viewer,
  mentee: string,
  asked: { readonly asset?: AssetKey },
  message: string,
): Promise<never> {
  const subject = `mentee ${mentee}`;
  const detail = { role, ...asked };
  await appendAudit(context.db, { actor: accountId, action: 'portal.denied', subject, detail });
  throw new YardstickError('PORTAL_FORBIDDEN', message, { subject });
}
