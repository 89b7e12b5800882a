import type { z } from 'zod';
import type { Context } from '../../activities/context.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import { relationAt } from '../../warehouse/relation.ts';
import { newestReleaseNumber } from './newest-release.ts';

export interface PublishedQuestion<Schema extends z.ZodType> {
  readonly asset: AssetKey;
  readonly row: Schema;
  /** What is selected; default: every column. */
  readonly select?: string;
  /** What comes after FROM: WHERE, GROUP BY, ORDER BY, LIMIT. Values stand in `parameters`. */
  readonly tail: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** The release that is read; default: the newest. An answer of several questions names one, so that all of it is of the same. */
  readonly release?: number | undefined;
}

/** Rows of an asset as a release shows them. Error: NOTHING_PUBLISHED before the first. */
export async function publishedRows<Schema extends z.ZodType>(
  { db, project, warehouse }: Pick<Context, 'db' | 'project' | 'warehouse'>,
  { asset, row, select = '*', tail, parameters = {}, release }: PublishedQuestion<Schema>,
): Promise<readonly z.output<Schema>[]> {
  const at = release ?? (await newestReleaseNumber({ db }));
  const relation = relationAt(project.graph.asset(asset), at);
  const rows = await warehouse.rows(`SELECT ${select} FROM (${relation}) AS published ${tail}`, parameters);
  return row.array().parse(rows);
}
