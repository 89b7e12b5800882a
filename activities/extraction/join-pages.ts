import type { SourcePage } from '../../connectors/kit/connector.ts';

/** The page that comes after so long takes along what waits to be stored, so that progress shows and a kill repeats little. */
const withinMs = 1_000;

/**
 * Pages of a source joined into larger ones: to at least `rows` rows, or to the first that comes after a second. What has been read
 * when the source fails is handed out before the failure is.
 */
export async function* joinPages(
  pages: AsyncIterable<SourcePage>,
  rows: number,
  now: () => number = Date.now,
): AsyncIterable<SourcePage> {
  let waiting: SourcePage | undefined;
  let since = 0;
  try {
    for await (const page of pages) {
      if (waiting === undefined) since = now();
      waiting = { ...page, records: [...(waiting?.records ?? []), ...page.records] };
      if (!page.done && waiting.records.length < rows && now() - since < withinMs) continue;
      const full = waiting;
      waiting = undefined;
      yield full;
    }
  } catch (caught) {
    if (waiting !== undefined) yield waiting;
    throw caught;
  }
  if (waiting !== undefined) yield waiting;
}
