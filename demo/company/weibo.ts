import { businessDay, instantOf, isWorkday } from './calendar.ts';
import { commentText, postText } from './comment-texts.ts';
import type { Sentiment } from './facts.ts';
import { itemAt, type Prng, prngFor } from './prng.ts';
import { later, nextNumber, put, type Today, type World } from './world.ts';

const postsInThreeYears = 300;
const workdayShare = 0.682;
const commentsOfUsualPost = 64;
const commentsOfBigPost = 2200;
const bigPostEvery = 60;
/** Share of a post's comments on the day itself and the days after. */
const decay = [0.48, 0.22, 0.11, 0.07, 0.04, 0.03, 0.02, 0.015, 0.01, 0.005];
const sentiments: readonly Sentiment[] = ['positive', 'negative', 'neutral'];
const epoch2020 = Date.UTC(2020, 0, 1);

/** The company's own posts of a day, and the comments they will draw. */
export function publishPosts(world: World, today: Today): void {
  if (!isWorkday(today.day)) return;
  const prng = prngFor(world.seed, 'posts', today.day);
  const perDay = (postsInThreeYears * Math.max(world.scale, 0.05)) / (1096 * workdayShare);
  if (prng.chance(perDay)) publish(world, today, prng);
}

function publish(world: World, today: Today, prng: Prng): void {
  const at = instantOf(today.day, prng.int(9 * 3600, 11 * 3600));
  const id = weiboId(world, at);
  put(today, 'social.post', {
    id,
    created_at: new Date(at).toISOString(),
    deleted: false,
    body: bodyOf(id, weiboDate(at), postText(prng), companyAccount, {
      reposts_count: prng.int(2, 300),
      attitudes_count: prng.int(10, 900),
    }),
  });
  const big = nextNumber(world, 'post') % bigPostEvery === 5;
  const total = big
    ? commentsOfBigPost
    : Math.round(commentsOfUsualPost * Math.exp(prng.normal() * 0.6 - 0.18));
  const mood = [50 + prng.int(-12, 12), 22 + prng.int(-10, 14), 28];
  decay.forEach((share, nth) => {
    const count = prng.count(total * share);
    later(world, today.day + nth, (then) => {
      for (let left = count; left > 0; left -= 1) comment(world, then, id, mood, at);
    });
  });
}

function comment(world: World, today: Today, post: string, mood: readonly number[], posted: number): void {
  const { prng } = today;
  const from = Math.max(posted + 60_000, instantOf(today.day, 0));
  const at = prng.int(from / 1000, instantOf(today.day + 1, 0) / 1000 - 1) * 1000;
  const id = weiboId(world, at);
  const sentiment = itemAt(sentiments, prng.weighted(mood));
  const bad = prng.chance(0.002);
  const user = { id: String(1_000_000_000 + prng.int(1, 40_000)), name: `用户${prng.int(10_000, 99_999)}` };
  const text = commentText(prng, sentiment);
  const body = bodyOf(id, bad ? 'Invalid date' : weiboDate(at), text, user, {}, post);
  const row = { id, post_id: post, created_at: new Date(at).toISOString(), body };
  put(today, 'social.comment', { ...row, deleted: false });
  if (bad) {
    today.facts.push({ kind: 'malformed', object: 'comment', key: id, reason: 'comment_bad_date' });
  }
  today.facts.push({ kind: 'comment', comment: id, post, day: businessDay(at), sentiment, wellFormed: !bad });
  if (!bad && prng.chance(0.005)) {
    later(world, today.day + prng.int(1, 12), (then) => {
      put(then, 'social.comment', { ...row, deleted: true });
      then.facts.push({ kind: 'comment-deleted', comment: id });
    });
  }
}

const companyAccount = { id: '2000000001', name: '启衡工业品' };

/** Ids grow with time, lie above 2^53 and are unique: milliseconds since 2020 and a running number. */
function weiboId(world: World, at: number): string {
  const running = BigInt(nextNumber(world, 'weibo') % 1000);
  return String(9_100_000_000_000_000n + BigInt(at - epoch2020) * 1000n + running);
}

/** JSON with the ids as numbers: written by hand, because JavaScript numbers would round them. */
function bodyOf(
  id: string,
  created: string,
  text: string,
  user: { readonly id: string; readonly name: string },
  counts: Readonly<Record<string, number>>,
  post?: string,
): string {
  const status = post === undefined ? '' : `,"status":{"id":${post},"idstr":"${post}"}`;
  const account = `{"id":${user.id},"idstr":"${user.id}","screen_name":${JSON.stringify(user.name)}}`;
  const source = '<a href=\\"https://app.weibo.com\\" rel=\\"nofollow\\">iPhone客户端</a>';
  const rest = Object.entries(counts).map(([name, count]) => `,"${name}":${count}`);
  return (
    `{"created_at":"${created}","id":${id},"idstr":"${id}","text":${JSON.stringify(text)},` +
    `"source":"${source}","user":${account}${status}${rest.join('')}}`
  );
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Sun Mar 01 16:05:58 +0800 2026`. */
export function weiboDate(instant: number): string {
  const local = new Date(instant + 8 * 3_600_000);
  const day = String(local.getUTCDate()).padStart(2, '0');
  const time = local.toISOString().slice(11, 19);
  const names = `${itemAt(weekdays, local.getUTCDay())} ${itemAt(months, local.getUTCMonth())}`;
  return `${names} ${day} ${time} +0800 ${local.getUTCFullYear()}`;
}
