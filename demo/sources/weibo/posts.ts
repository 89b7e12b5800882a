import type { Pool } from 'pg';
import type { Paging } from './paging.ts';

interface StoredPost {
  readonly id: string;
  readonly body: string;
  readonly comments: number;
}

const commentsOfPost = `(SELECT count(*)::int FROM social.comment WHERE post_id = post.id AND NOT comment.deleted)`;

/** The company's own posts, newest first. */
export async function readTimeline(pool: Pool, paging: Paging): Promise<string> {
  const total = await pool.query<{ total: number }>(
    'SELECT count(*)::int AS total FROM social.post WHERE NOT deleted',
  );
  const rows = await pool.query<StoredPost>(
    `SELECT id::text AS id, body::text AS body, ${commentsOfPost} AS comments FROM social.post
     WHERE NOT deleted AND id > $1 AND ($2::bigint = 0 OR id <= $2) ORDER BY id DESC LIMIT $3 OFFSET $4`,
    [paging.since_id, paging.max_id, paging.count, (paging.page - 1) * paging.count],
  );
  if (rows.rows.length === 0) return '[]';
  const statuses = rows.rows.map(
    ({ body, comments }) => `${body.slice(0, -1)},"comments_count":${comments}}`,
  );
  const number = total.rows[0]?.total ?? 0;
  return `{"statuses":[${statuses.join(',')}],"previous_cursor":0,"next_cursor":0,"total_number":${number}}`;
}

/** Comments, reposts and likes of posts; unknown ids are left out. */
export async function countPosts(pool: Pool, ids: readonly string[]): Promise<string> {
  const rows = await pool.query<{ id: string; comments: number; reposts: number; likes: number }>(
    `SELECT id::text AS id, ${commentsOfPost} AS comments,
            (body->>'reposts_count')::int AS reposts, (body->>'attitudes_count')::int AS likes
     FROM social.post WHERE NOT deleted AND id = ANY ($1::bigint[]) ORDER BY id`,
    [ids],
  );
  const counts = rows.rows.map(
    ({ id, comments, reposts, likes }) =>
      `{"id":${id},"idstr":"${id}","comments":${comments},"reposts":${reposts},"attitudes":${likes}}`,
  );
  return `[${counts.join(',')}]`;
}
