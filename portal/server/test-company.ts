/**
 * A small company, filled into the store by hand for tests: two regions, four teams, twelve reps, every number a
 * formula of its indices, so that a test can say what it expects. Today is 2026-09-18.
 */
export const today = '2026-09-18';
export const password = 'correct horse battery';

const regions = ['华东', '华北'] as const;

export interface Rep {
  readonly id: string;
  readonly name: string;
  readonly team: string;
  readonly teamName: string;
  readonly region: string;
  readonly at: number;
}

const names = [
  '王磊',
  '李娜',
  '张伟',
  '刘洋',
  '陈静',
  '杨帆',
  '赵敏',
  '黄涛',
  '周婷',
  '吴昊',
  '徐丽',
  '孙强',
];

export const reps: readonly Rep[] = names.map((name, at) => {
  const team = Math.floor(at / 3);
  const region = regions[Math.floor(team / 2)] ?? '';
  return {
    id: `E${String(at + 1).padStart(4, '0')}`,
    name,
    team: `T${String(team + 1).padStart(2, '0')}`,
    teamName: `${region}${team % 2 === 0 ? '一' : '二'}组`,
    region,
    at,
  };
});

/** First days of the thirty months up to this one. */
export const months: readonly string[] = Array.from({ length: 30 }, (_, at) =>
  new Date(Date.UTC(2024, 3 + at, 1)).toISOString().slice(0, 10),
);

/** Net sales of a rep on the day they book (the tenth), by month number from 0. */
export function netSales(rep: Rep, month: number): number {
  const season = [0.8, 0.6, 1.1, 1, 0.95, 1.3, 0.9, 0.95, 1.15, 1, 1.4, 1.2][(month + 3) % 12] ?? 1;
  const rising = 1 + month * (0.006 + (rep.at % 4) * 0.004) + ((rep.at * 5 + month * 7) % 9) * 0.01;
  return Math.round(180_000 * season * rising * (0.7 + rep.at * 0.05));
}

export function target(rep: Rep, month: number): number {
  return Math.round((158_000 + month * 2_100) * (0.78 + rep.at * 0.045 + ((rep.at * 3) % 5) * 0.03));
}
