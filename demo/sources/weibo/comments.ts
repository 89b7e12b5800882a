import type { Pool } from 'pg';
import { readablePerPost } from '../../truth/comments.ts';
import { WeiboError } from './errors.ts';
import type { Paging } from './paging.ts';

/**
 * The newest comments of a post, newest first. Only the newest 1,000 can be reached, however one pages; an answer
 * without comments is `[]` instead of an object. JSON is put together from stored text, so that large ids stay exact.
 */
export async function readComments(pool: Pool, post: string, paging: Paging): Promise<string> {
  const counted = await pool.query<{ there: boolean; total: number }>(
    `SELECT EXISTS (SELECT FROM social.post WHERE id = $1 AND NOT deleted) AS there,
            (SELECT count(*)::int FROM social.comment WHERE post_id = $1 AND NOT deleted) AS total`,
    [post],
  );
  if (counted.rows[0]?.there !== true) throw new WeiboError(400, '20101', 'target weibo does not exist!');
  const rows = await pool.query<{ body: string }>(
    `SELECT body::text AS body
     FROM (SELECT id, body FROM social.comment WHERE post_id = $1 AND NOT deleted ORDER BY id DESC LIMIT $2) AS readable
     WHERE id > $3 AND ($4::bigint = 0 OR id <= $4) ORDER BY id DESC LIMIT $5 OFFSET $6`,
    [post, readablePerPost, paging.since_id, paging.max_id, paging.count, (paging.page - 1) * paging.count],
  );
  if (rows.rows.length === 0) return '[]';
  const bodies = rows.rows.map(({ body }) => body).join(',');
  const total = counted.rows[0].total;
  return `{"comments":[${bodies}],"previous_cursor":0,"next_cursor":0,"total_number":${total}}`;
}
