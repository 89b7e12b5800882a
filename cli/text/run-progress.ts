import type { AssetProgress, RunProgress, StreamProgress } from '../../workflows/run-progress.ts';
import { count, counted, duration, some } from './format.ts';

const settled: ReadonlySet<string> = new Set(['done', 'failed', 'built', 'kept', 'blocked', 'withheld']);

/** A page takes seconds; a stream without one for so long is worth a word. */
const longQuietMs = 20_000;

/** A line for everything that came to an end since the last look, for logs and pipes. */
export function progressNews(before: RunProgress | undefined, now: RunProgress): readonly string[] {
  const streams = fresh(before?.streams, now.streams, ({ source, stream }) => `${source}.${stream}`);
  const assets = fresh(before?.assets, now.assets, ({ asset }) => asset);
  const phase = before?.phase === now.phase || now.phase === 'done' ? [] : [`${now.phase} …`];
  return [...streams.map(streamLine), ...phase, ...assets.map(assetLine)];
}

function fresh<Item extends { readonly state: string }>(
  before: readonly Item[] | undefined,
  now: readonly Item[],
  nameOf: (item: Item) => string,
): readonly Item[] {
  const states = new Map(before?.map((item) => [nameOf(item), item.state]));
  return now.filter((item) => settled.has(item.state) && states.get(nameOf(item)) !== item.state);
}

function streamLine({ source, stream, state, pages, rows, problem }: StreamProgress): string {
  if (state === 'failed') return `FAILED ${source}.${stream}: ${problem ?? ''}`;
  return `read ${source}.${stream}: ${counted(pages, 'page')}, ${counted(rows, 'new row')}`;
}

function assetLine({ asset, state, months, rows, problem }: AssetProgress): string {
  if (state === 'failed') return `FAILED ${asset}: ${problem ?? ''}`;
  if (state !== 'built') return `${state} ${asset}`;
  return `built ${asset}: ${counted(months, 'month')}, ${counted(rows, 'row')}`;
}

/** What is at work now, on one line, for when nothing has ended for a while; undefined when nothing is. */
export function progressPulse(
  { streams, assets }: RunProgress,
  quietMs: (name: string) => number = () => 0,
): string | undefined {
  const reading = streams
    .filter(({ state }) => state === 'reading')
    .map(({ source, stream, pages, rows }) => {
      const quiet = quietMs(`${source}.${stream}`);
      const since = quiet < longQuietMs ? '' : `, nothing for ${duration(quiet)}`;
      return `${source}.${stream} (${counted(pages, 'page')}, ${counted(rows, 'new row')}${since})`;
    });
  const building = assets.filter(({ state }) => state === 'building').map(({ asset }) => asset);
  if (reading.length > 0) return `reading ${some(reading, 4)}`;
  return building.length > 0 ? `building ${some(building, 4)}` : undefined;
}

/** The whole run on a few lines, to be painted over and over on a terminal. */
export function progressBlock(run: RunProgress, elapsedMs: number): readonly string[] {
  const sources = [...new Set(run.streams.map(({ source }) => source))];
  return [
    `${run.phase} · ${duration(elapsedMs)}`,
    ...sources.map((source) =>
      sourceLine(
        source,
        run.streams.filter((stream) => stream.source === source),
      ),
    ),
    ...(run.assets.length === 0 ? [] : [assetsLine(run.assets)]),
    ...failures(run).map((line) => `  ${line}`),
  ];
}

function sourceLine(source: string, streams: readonly StreamProgress[]): string {
  const done = streams.filter(({ state }) => settled.has(state)).length;
  const sum = (of: 'pages' | 'rows') => streams.reduce((total, stream) => total + stream[of], 0);
  const reading = streams.filter(({ state }) => state === 'reading').map(({ stream }) => stream);
  const now = reading.length === 0 ? '' : ` · now ${some(reading, 2)}`;
  return `  ${source.padEnd(10)} ${done}/${streams.length} streams · ${counted(sum('pages'), 'page')} · ${counted(sum('rows'), 'row')}${now}`;
}

function assetsLine(assets: readonly AssetProgress[]): string {
  const done = assets.filter(({ state }) => settled.has(state)).length;
  const building = assets.filter(({ state }) => state === 'building').map(({ asset }) => asset);
  const now = building.length === 0 ? '' : ` · now ${some(building, 2)}`;
  return `  ${'assets'.padEnd(10)} ${count(done)}/${count(assets.length)}${now}`;
}

function failures(run: RunProgress): readonly string[] {
  return [
    ...run.streams.filter(({ state }) => state === 'failed').map(streamLine),
    ...run.assets.filter(({ state }) => state === 'failed').map(assetLine),
  ];
}
