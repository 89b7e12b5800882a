import type { Role } from '../../../access/role.ts';
import { type Language, type Text, text } from '../../../dashboards/kit/text.ts';
import type { Alert } from '../../../ledger/alert.ts';

const meanings: Readonly<Record<string, Text>> = {
  'run failed nightly': text(
    '昨夜的数据更新失败;页面显示的是最近一次成功的数据。',
    'Last night’s update failed; pages show the last good data.',
  ),
  'run failed warehouse': text(
    '一次意外中断使部分已保存的数据丢失;下一次更新会重新计算。',
    'An interruption took part of the stored data; the next update computes it again.',
  ),
  'run failed alerts': text(
    '预警未能更新；下一次运行会重试。',
    'Alerts could not be updated; the next run tries again.',
  ),
  'run failed': text(
    '一次手动更新未能全部完成;未完成的部分仍显示最近一次成功的数据。',
    'An update started by hand was not completed; what it lacks stays at the last good data.',
  ),
  'run late': text(
    '数据更新晚于约定时间;页面显示的是最近一次成功的数据。',
    'The update is late; pages show the last good data.',
  ),
  'check failed': text(
    '一项数据检查未通过;相关数据保持为最近一次可信的版本。',
    'A data check failed; what depends on it stays at the last good version.',
  ),
  'stream failed': text(
    '一个数据源读取失败;相关数字可能不是最新。',
    'A source could not be read; numbers from it may not be current.',
  ),
  'stream parked': text(
    '一个数据源的调用额度已用完;额度恢复后会继续读取。',
    'A source’s call quota is used up; reading continues when it resets.',
  ),
  'contract changed': text(
    '一个数据源改变了数据结构,需要处理。',
    'A source changed its data structure and needs attention.',
  ),
  'asset late': text('部分数据晚于约定时间。', 'Some of the data is late.'),
};

/** What an alert means to its reader; those who run the data also see subject and cause. */
export function alertMessage(alert: Alert, role: Role, language: Language): string {
  const known = meanings[`${alert.kind} ${alert.subject}`] ?? meanings[alert.kind];
  const meaning = known?.[language] ?? alert.message;
  if (role !== 'admin' && role !== 'analyst') return meaning;
  return `${meaning} ${alert.subject}: ${alert.message}`;
}
