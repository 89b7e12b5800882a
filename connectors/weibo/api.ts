import type { ConnectorContext } from '../kit/connector.ts';
import { createHttpClient, type JsonReply } from '../kit/http-client.ts';
import { serverTime } from '../kit/http-reply.ts';
import { badReply, objectsOf, textOf } from '../kit/json-fields.ts';
import { isJsonObject, type JsonObject } from '../kit/lossless-json.ts';
import type { PageName } from '../kit/page-name.ts';
import type { WeiboConfig } from './config.ts';
import { isGone, judgeWeibo } from './judge.ts';

/** One page of a list, newest first. */
export interface WeiboList {
  readonly items: readonly JsonObject[];
  /** What the source says it has, which may be more than it shows. */
  readonly total: number;
  readonly serverTime: Date | undefined;
}

export interface ListQuery {
  /** Newest id wanted, itself included. */
  readonly maxId?: string | undefined;
  /** Ids must be greater than this one. */
  readonly sinceId?: string | undefined;
  readonly count: number;
}

export interface WeiboApi {
  posts(query: ListQuery, name: PageName, signal: AbortSignal): Promise<WeiboList>;
  /** Comments of a post; none when the post is gone. */
  comments(post: string, query: ListQuery, name: PageName, signal: AbortSignal): Promise<WeiboList>;
}

export function createWeiboApi(config: WeiboConfig, context: ConnectorContext): WeiboApi {
  const http = createHttpClient(
    {
      baseUrl: config.baseUrl,
      bucket: {
        name: `${context.source}:calls`,
        capacity: Math.min(100, config.callsPerHour),
        refillPerSecond: config.callsPerHour / 3600,
      },
      judge: (reply) => judgeWeibo(reply, context.now()),
    },
    context,
  );
  const list = async (
    path: string,
    field: string,
    query: Readonly<Record<string, string>>,
    name: PageName,
    signal: AbortSignal,
  ): Promise<WeiboList> => {
    const headers = { authorization: `OAuth2 ${config.accessToken}` };
    const ask = async () => http.json({ path, query, headers }, name, signal);
    const reply = await ask();
    const found = listOf(reply, field, name);
    // A hiccup looks like the end of a list, and believing it would lose the rest: emptiness is asked for twice.
    return found.items.length > 0 || isGone(reply) ? found : listOf(await ask(), field, name);
  };
  return {
    posts: (query, name, signal) =>
      list('/statuses/user_timeline.json', 'statuses', parameters(query), name, signal),
    comments: (post, query, name, signal) =>
      list('/comments/show.json', 'comments', { id: post, ...parameters(query) }, name, signal),
  };
}

function parameters({ maxId, sinceId, count }: ListQuery): Record<string, string> {
  return {
    count: String(count),
    ...(maxId === undefined ? {} : { max_id: maxId }),
    ...(sinceId === undefined ? {} : { since_id: sinceId }),
  };
}

/** An empty list is `[]`, at times in place of the whole body. */
function listOf(reply: JsonReply, field: string, name: PageName): WeiboList {
  const clock = serverTime(reply);
  if (isGone(reply) || (Array.isArray(reply.json) && reply.json.length === 0))
    return { items: [], total: 0, serverTime: clock };
  if (!isJsonObject(reply.json)) throw badReply(name, `The reply has no list of ${field}.`);
  const items = objectsOf(reply.json[field], field, name);
  const total = Number(textOf(reply.json.total_number) ?? items.length);
  return { items, total, serverTime: clock };
}
