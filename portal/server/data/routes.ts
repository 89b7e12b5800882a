import type { FastifyInstance } from 'fastify';
import { openAlerts } from '../../../ledger/alert.ts';
import { alertList, dataHealth } from '../../api.ts';
import { answer } from '../answer.ts';
import type { PortalContext } from '../context.ts';
import { languageOf } from '../language.ts';
import { signedIn, viewerFor } from '../session/session.ts';
import { alertMessage } from './alert-message.ts';
import { dataHealthNow } from './health.ts';

/** Alerts for everybody, the health of the data for those who run it. */
export function dataRoutes(app: FastifyInstance, context: PortalContext): void {
  app.get('/api/alerts', async (request) => {
    const { role } = await signedIn(context, request);
    const language = languageOf(request);
    const alerts = await openAlerts(context.db);
    return answer(alertList, {
      alerts: alerts.map((alert) => ({
        id: String(alert.id),
        severity: alert.kind === 'run failed' ? ('critical' as const) : ('warning' as const),
        message: alertMessage(alert, role, language),
        since: alert.raisedAt,
      })),
    });
  });

  app.get('/api/data', async (request) => {
    await viewerFor(context, request, 'data:health', 'data:quarantine');
    return answer(dataHealth, await dataHealthNow(context, languageOf(request), request.id));
  });
}
