import { sql } from 'kysely';
import type { Freshness, FreshnessState } from '../../api.ts';
import type { PortalContext } from '../context.ts';

const dayMs = 86_400_000;

/** How current the data is: when it was last brought up to date, and each source's last success. */
export async function freshnessNow(context: PortalContext): Promise<Freshness> {
  const [publishedAt, sources, failing] = await Promise.all([
    lastUpToDate(context),
    sourceTimes(context),
    failingSubjects(context),
  ]);
  return {
    state: failing.some(isNightly) ? 'failed' : stateOf(context, publishedAt),
    publishedAt,
    sources: sources.map(({ source, lastSuccessAt }) => ({
      name: source,
      lastSuccessAt,
      state: failing.some(({ subject }) => subject.startsWith(`${source}.`))
        ? 'failed'
        : stateOf(context, lastSuccessAt),
    })),
  };
}

/**
 * On time while the last success is not older than the last deadline's eve; late by up to a day; failed beyond.
 * The deadline is the time of day by which a nightly must have published, in the company's zone.
 */
export function stateOf(context: PortalContext, lastSuccessAt: string | null): FreshnessState {
  if (lastSuccessAt === null) return 'unknown';
  const allowedSince = lastDeadline(context) - dayMs;
  const at = Date.parse(lastSuccessAt);
  if (at >= allowedSince) return 'fresh';
  return at >= allowedSince - dayMs ? 'late' : 'failed';
}

/** The newest instant, not after now, at which the company's clock showed `publishedBy`. */
function lastDeadline({ company, publishedBy, now }: PortalContext): number {
  const at = now();
  const clock = at.toLocaleTimeString('en-GB', { timeZone: company.timezone });
  const behind = secondsOf(clock) - secondsOf(publishedBy);
  return at.getTime() - (behind >= 0 ? behind : behind + 86_400) * 1000;
}

function secondsOf(clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

/** A run by hand that failed leaves the data as current as it was. */
function isNightly({ kind, subject }: { readonly kind: string; readonly subject: string }): boolean {
  return kind === 'run failed' && subject === 'nightly';
}

/** A run of all sources that found nothing to change publishes nothing and is a success all the same. */
async function lastUpToDate({ db }: PortalContext): Promise<string | null> {
  const release = await db
    .selectFrom('release')
    .select((eb) => eb.fn.max('publishedAt').as('at'))
    .executeTakeFirst();
  const run = await db
    .selectFrom('run')
    .select((eb) => eb.fn.max('finishedAt').as('at'))
    .where('status', '=', 'succeeded')
    .where(sql<boolean>`detail ->> 'sources' = 'all'`)
    .executeTakeFirst();
  const known = [release?.at, run?.at].filter((at) => at !== null && at !== undefined);
  return known.sort().at(-1) ?? null;
}

async function sourceTimes({ db }: PortalContext) {
  return db
    .selectFrom('slice')
    .select((eb) => ['source', eb.fn.max('doneAt').as('lastSuccessAt')])
    .groupBy('source')
    .orderBy('source')
    .execute();
}

async function failingSubjects({ db }: PortalContext) {
  return db
    .selectFrom('alert')
    .select(['kind', 'subject'])
    .where('resolvedAt', 'is', null)
    .where(sql<boolean>`kind IN ('run failed', 'stream failed')`)
    .execute();
}
