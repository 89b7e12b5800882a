import { z } from 'zod';
import type { RunRecord } from '../../ledger/run.ts';
import { counted, duration } from './format.ts';

const summarySchema = z
  .object({
    rowsNew: z.number(),
    assetsBuilt: z.number(),
    monthsRebuilt: z.number(),
    assetsFailed: z.number(),
    assetsKept: z.number(),
    release: z.number().optional(),
  })
  .partial();

/** One sentence about a run: `nightly succeeded in 41 s: 120,000 new rows, 61 assets built, release 1.` */
export function runLine(run: RunRecord): string {
  const took =
    run.finishedAt === null ? '' : ` in ${duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt))}`;
  const summary = summarySchema.safeParse(run.summary ?? {});
  const parts = summary.success ? partsOf(summary.data) : [];
  const detail = parts.length === 0 ? '' : `: ${parts.join(', ')}`;
  const error = run.error === null ? '' : `\n${run.error}`;
  return `Run ${run.id} (${run.kind}) ${run.status}${took}${detail}.${error}`;
}

function partsOf(summary: z.output<typeof summarySchema>): readonly string[] {
  const { rowsNew, assetsBuilt, assetsKept = 0, monthsRebuilt, assetsFailed = 0, release } = summary;
  return [
    ...(rowsNew === undefined ? [] : [counted(rowsNew, 'new row')]),
    ...(assetsBuilt === undefined ? [] : [`${counted(assetsBuilt, 'asset')} built`]),
    ...(monthsRebuilt === undefined ? [] : [counted(monthsRebuilt, 'month')]),
    ...(assetsKept === 0 ? [] : [`${counted(assetsKept, 'asset')} came out as before`]),
    ...(assetsFailed === 0 ? [] : [`${counted(assetsFailed, 'asset')} failed or withheld`]),
    release === undefined ? 'nothing new to publish' : `release ${release}`,
  ];
}
