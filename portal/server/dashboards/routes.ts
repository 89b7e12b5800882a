import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { canSee, type Resource } from '../../../access/resource.ts';
import { dashboards } from '../../../dashboards/catalogue.ts';
import type { Dashboard } from '../../../dashboards/kit/dashboard.ts';
import type { Tile } from '../../../dashboards/kit/tile.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { appendAudit } from '../../../ledger/audit.ts';
import { dashboardList, dashboardView, tileData, tileQuery, tileRows } from '../../api.ts';
import { answer } from '../answer.ts';
import type { PortalContext } from '../context.ts';
import { freshnessNow } from '../data/freshness.ts';
import { languageOf } from '../language.ts';
import { parsed } from '../parsed.ts';
import { refuseUnlessMentor } from '../session/mentor.ts';
import { signedIn, viewerFor, viewerOf } from '../session/session.ts';
import { currentRelease, refuseGoneRelease } from '../statement/release.ts';
import { csvOf } from './csv.ts';
import { dashboardOf, tileOf } from './find.ts';
import { type Look, readOptions, readRows, readTile } from './read.ts';
import { viewColumns, viewTiles } from './view.ts';

const rowsShown = 500;
const rowsExported = 10_000;
const address = z.object({ dashboard: z.string(), tile: z.string() });

/** Dashboards, their tiles, the rows behind a tile and their export. */
export function dashboardRoutes(app: FastifyInstance, context: PortalContext): void {
  app.get('/api/dashboards', async (request) => {
    const viewer = viewerOf(await signedIn(context, request));
    const language = languageOf(request);
    const open = dashboards.filter((dashboard) => canSee(viewer, dashboard.resource));
    return answer(dashboardList, {
      dashboards: open.map(({ key, title, question }) => ({
        key,
        title: title[language],
        question: question[language],
      })),
    });
  });

  app.get('/api/dashboards/:dashboard', async (request) => {
    const { dashboard: key } = parsed(address.pick({ dashboard: true }), request.params);
    const dashboard = dashboardOf(key);
    const viewer = await viewerFor(context, request, dashboard.resource);
    const language = languageOf(request);
    const release = await currentRelease(context.warehouse);
    return answer(dashboardView, {
      key,
      title: dashboard.title[language],
      question: dashboard.question[language],
      release,
      freshness: await freshnessNow(context),
      filters: await Promise.all(
        dashboard.filters.map(async (filter) => ({
          key: filter.key,
          title: filter.title[language],
          options: await readOptions(context, filter, viewer, release),
        })),
      ),
      tiles: viewTiles(dashboard, language),
    });
  });

  app.get('/api/dashboards/:dashboard/tiles/:tile', async (request) => {
    const { tile, look } = await lookAt(context, request);
    const rows = await readTile(context, tile, look);
    return answer(tileData, { release: look.query.release, rows });
  });

  app.get('/api/dashboards/:dashboard/tiles/:tile/rows', async (request) => {
    const { tile, look } = await lookAt(context, request, 'tile:rows');
    const rows = await readRows(context, tile, look, rowsShown + 1);
    return answer(tileRows, {
      release: look.query.release,
      columns: viewColumns(tile.rows.columns, languageOf(request)),
      rows: rows.slice(0, rowsShown),
      truncated: rows.length > rowsShown,
    });
  });

  app.get('/api/dashboards/:dashboard/tiles/:tile/export.csv', async (request, reply) => {
    const { dashboard, tile, look } = await lookAt(context, request, 'tile:export');
    const rows = await readRows(context, tile, look, rowsExported + 1);
    if (rows.length > rowsExported) await refuseExport(context, dashboard, tile, look);
    // Noted before it leaves: an export nobody knows of is worse than one that then fails.
    await auditExport(context, 'portal.exported', dashboard, tile, look, rows.length);
    reply.header('content-type', 'text/csv; charset=utf-8');
    reply.header('content-disposition', `attachment; filename="${dashboard.key}-${tile.key}.csv"`);
    return csvOf(viewColumns(tile.rows.columns, languageOf(request)), rows);
  });
}

interface Looked {
  readonly dashboard: Dashboard;
  readonly tile: Tile;
  readonly look: Look;
}

/** Everything a tile's request must pass: session, dashboard, extra right, valid filters, a release still kept. */
async function lookAt(
  context: PortalContext,
  request: FastifyRequest,
  ...rights: readonly Resource[]
): Promise<Looked> {
  const { dashboard: dashboardKey, tile: tileKey } = parsed(address, request.params);
  const dashboard = dashboardOf(dashboardKey);
  const viewer = await viewerFor(context, request, dashboard.resource, ...rights);
  const query = parsed(tileQuery, request.query);
  await refuseUnlessMentor(context, viewer, query.mentee);
  await refuseGoneRelease(context.warehouse, query.release);
  return { dashboard, tile: tileOf(dashboard, tileKey), look: { viewer, query } };
}

async function refuseExport(
  context: PortalContext,
  dashboard: Dashboard,
  tile: Tile,
  look: Look,
): Promise<never> {
  await auditExport(context, 'portal.export-refused', dashboard, tile, look, rowsExported + 1);
  throw new YardstickError('PORTAL_EXPORT_TOO_LARGE', `More than ${rowsExported} rows were asked for.`, {
    subject: `${dashboard.key}/${tile.key}`,
  });
}

async function auditExport(
  context: PortalContext,
  action: string,
  dashboard: Dashboard,
  tile: Tile,
  look: Look,
  rows: number,
): Promise<void> {
  await appendAudit(context.db, {
    actor: look.viewer.accountId,
    action,
    subject: `${dashboard.key}/${tile.key}`,
    detail: { ...look.query, rows },
  });
}
