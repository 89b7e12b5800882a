import { z } from 'zod';
import { roles } from '../access/role.ts';
import { filterKeys } from '../dashboards/kit/dashboard.ts';
import { languages } from '../dashboards/kit/text.ts';
import { directions, formats, tileKinds } from '../dashboards/kit/tile.ts';

/**
 * Messages between browser and server. The server sends everything through these schemas, so that nothing undeclared
 * leaves; the browser takes their types and stays small.
 */
const instant = z.string();
const day = z.iso.date();

export const problem = z.object({
  code: z.string(),
  /** What happened and what to do, fit for a person; never a stack trace. */
  message: z.string(),
  advice: z.string(),
  retryable: z.boolean(),
  /** Finds the full error in the server's log. */
  reference: z.string(),
});
export type Problem = z.infer<typeof problem>;

export const csrf = z.object({ token: z.string() });
export type Csrf = z.infer<typeof csrf>;

export const loginRequest = z.object({
  login: z
    .string()
    .min(1)
    .max(200)
    .regex(/^\P{Cc}*$/u, 'no control characters'),
  password: z.string().min(1).max(1000),
});
export type LoginRequest = z.infer<typeof loginRequest>;

export const me = z.object({
  login: z.string(),
  name: z.string(),
  role: z.enum(roles),
  /** Whose rows every number is made of. */
  sees: z.enum(['all', 'team', 'employee', 'nothing']),
  may: z.object({ export: z.boolean(), data: z.boolean() }),
  company: z.object({
    name: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    language: z.enum(languages),
  }),
  /** Today in the company's zone: what "this month" means. */
  today: day,
});
export type Me = z.infer<typeof me>;

/** Null for somebody not signed in: asking is no error. */
export const whoami = z.object({ me: me.nullable() });
export type Whoami = z.infer<typeof whoami>;

export const dashboardSummary = z.object({ key: z.string(), title: z.string(), question: z.string() });
export const dashboardList = z.object({ dashboards: z.array(dashboardSummary) });
export type DashboardList = z.infer<typeof dashboardList>;

export const freshnessState = z.enum(['fresh', 'late', 'failed', 'unknown']);
export type FreshnessState = z.infer<typeof freshnessState>;

export const freshness = z.object({
  state: freshnessState,
  /** When the release on screen was published; null before the first. */
  publishedAt: instant.nullable(),
  sources: z.array(z.object({ name: z.string(), lastSuccessAt: instant.nullable(), state: freshnessState })),
});
export type Freshness = z.infer<typeof freshness>;

export const viewColumn = z.object({
  name: z.string(),
  title: z.string(),
  format: z.enum(formats),
  direction: z.enum(directions),
  role: z.enum(['actual', 'previous', 'plan', 'forecast', 'low', 'high', 'category']).nullable(),
  barTarget: z.number().nullable(),
});
export type ViewColumn = z.infer<typeof viewColumn>;

export const viewTile = z.object({
  key: z.string(),
  kind: z.enum(tileKinds),
  title: z.string(),
  why: z.string(),
  reads: z.array(z.string()),
  format: z.enum(formats),
  direction: z.enum(directions),
  scenario: z.enum(['actual', 'forecast']),
  /** What a KPI is compared with besides its target. */
  previous: z.string().nullable(),
  span: z.number().int(),
  empty: z.string(),
  columns: z.array(viewColumn),
});
export type ViewTile = z.infer<typeof viewTile>;

export const viewFilter = z.object({
  key: z.enum(filterKeys),
  title: z.string(),
  options: z.array(z.object({ value: z.string(), label: z.string() })),
});
export type ViewFilter = z.infer<typeof viewFilter>;

export const dashboardView = z.object({
  key: z.string(),
  title: z.string(),
  question: z.string(),
  /** Every tile of this page view is read at this release. */
  release: z.number().int(),
  freshness,
  filters: z.array(viewFilter),
  tiles: z.array(viewTile),
});
export type DashboardView = z.infer<typeof dashboardView>;

/** A value as the warehouse answers it: decimals and 64-bit integers as text, NULL for n/a. */
export const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.infer<typeof cell>;
export type Row = Readonly<Record<string, Cell>>;

export const tileQuery = z.object({
  release: z.coerce.number().int().positive(),
  from: day,
  to: day,
  region: z.string().max(100).default(''),
  team: z.string().max(100).default(''),
  /** Employee number of somebody whose mentor the viewer is today; without it the viewer's own view. */
  mentee: z.string().min(1).max(100).optional(),
});
export type TileQuery = z.infer<typeof tileQuery>;

export const tileData = z.object({ release: z.number().int(), rows: z.array(z.record(z.string(), cell)) });
export type TileData = z.infer<typeof tileData>;

export const tileRows = z.object({
  release: z.number().int(),
  columns: z.array(viewColumn),
  rows: z.array(z.record(z.string(), cell)),
  /** More rows exist than are shown. */
  truncated: z.boolean(),
});
export type TileRows = z.infer<typeof tileRows>;

export const alertView = z.object({
  id: z.string(),
  severity: z.enum(['warning', 'critical']),
  message: z.string(),
  since: instant,
});
export const alertList = z.object({ alerts: z.array(alertView) });
export type AlertList = z.infer<typeof alertList>;

/** A section of the Data page: its rows, or why they could not be read; one failing section never hides the others. */
function section<Item extends z.ZodType>(item: Item) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), rows: z.array(item) }),
    z.object({ ok: z.literal(false), problem }),
  ]);
}

export const sourceHealth = z.object({
  source: z.string(),
  streams: z.number().int(),
  lastSuccessAt: instant.nullable(),
  rows: z.number(),
  state: freshnessState,
  note: z.string(),
});
export const runHealth = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.string(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  note: z.string(),
});
export const assetHealth = z.object({
  asset: z.string(),
  months: z.number().int(),
  rows: z.number(),
  publishedAt: instant.nullable(),
  /** Company-zone time of day by which a nightly must have published it; empty where none is promised. */
  due: z.string(),
  state: freshnessState,
});
export const checkHealth = z.object({
  asset: z.string(),
  check: z.string(),
  blocking: z.boolean(),
  note: z.string(),
  at: instant,
});
export const quarantineHealth = z.object({
  asset: z.string(),
  rule: z.string(),
  rows: z.number(),
  lastAt: instant,
});

export const dataHealth = z.object({
  sources: section(sourceHealth),
  runs: section(runHealth),
  assets: section(assetHealth),
  checks: section(checkHealth),
  quarantine: section(quarantineHealth),
});
export type DataHealth = z.infer<typeof dataHealth>;
export type DataSection = keyof DataHealth;
