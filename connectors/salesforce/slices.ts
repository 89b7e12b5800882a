import type { SliceSpec, StreamProgress } from '../kit/connector.ts';
import { earlier, shiftIso } from '../kit/instants.ts';
import { newestOf, openSlices, textParam } from '../kit/progress.ts';
import type { SalesforceConfig, SalesforceObject } from './config.ts';
import type { Description } from './describe.ts';

const day = 24 * 60 * 60 * 1000;
const longestWindow = 30 * day;
/** The feed reaches back 15 days; an hour of margin for the way there. */
const feedReach = 15 * day - 60 * 60 * 1000;

/**
 * The first load is one slice over all history, paged by key; later ones are increments of at most 30 days.
 * The feed of records deleted for good starts where the first load ended: what went before was never loaded.
 */
export function salesforceSlices(
  stream: string,
  config: SalesforceConfig,
  object: SalesforceObject,
  description: Description,
  progress: StreamProgress,
  { end, feedEnd }: { readonly end: string; readonly feedEnd: string },
): readonly SliceSpec[] {
  const flag = description.fields.has('IsDeleted');
  const open = openSlices(progress);
  const loaded = textParam(newestOf(progress, 'window'), 'high');
  const windows = windowsAfter(loaded, end, config).map(({ low, high }) => ({
    stream,
    id: `${low}/${high}`,
    params: { kind: 'window', low, high, flag },
    complete: false,
  }));
  const feed =
    object.deletedFeed && description.replicateable ? deletedAfter(stream, progress, feedEnd, config) : [];
  return [...open, ...windows, ...feed];
}

/** The slower of the two clocks, less the lag. */
export function clockEnd(config: SalesforceConfig, now: Date, serverTime: Date | undefined): string {
  return new Date(earlier(now, serverTime).getTime() - config.lagSeconds * 1000).toISOString();
}

interface Bounds {
  readonly low: string;
  readonly high: string;
}

function windowsAfter(loaded: string | undefined, end: string, config: SalesforceConfig): readonly Bounds[] {
  if (loaded === undefined) return [{ low: `${config.startDate}T00:00:00.000Z`, high: end }];
  if (end <= loaded) return [];
  return increments(shiftIso(loaded, -config.overlapSeconds * 1000), end);
}

function increments(low: string, end: string): readonly Bounds[] {
  const high = shiftIso(low, longestWindow);
  return high >= end ? [{ low, high: end }] : [{ low, high }, ...increments(high, end)];
}

function deletedAfter(
  stream: string,
  progress: StreamProgress,
  end: string,
  config: SalesforceConfig,
): readonly SliceSpec[] {
  const firstLoad = progress.slices.find(({ slice }) => slice.params.kind === 'window')?.slice;
  const covered = textParam(newestOf(progress, 'deleted') ?? firstLoad, 'high');
  if (covered === undefined || end <= covered) return [];
  const wanted = Date.parse(covered) - config.overlapSeconds * 1000;
  const low = new Date(Math.max(wanted, Date.parse(end) - feedReach)).toISOString();
  return [
    { stream, id: `deleted-${low}/${end}`, params: { kind: 'deleted', low, high: end }, complete: false },
  ];
}
