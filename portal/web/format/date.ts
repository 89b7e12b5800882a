import type { Language } from '../../../dashboards/kit/text.ts';

const english = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A calendar day: 2026-09-30, 30 Sep 2026. */
export function dayText(day: string, language: Language): string {
  const [year, month, date] = parts(day);
  return language === 'zh' ? day.slice(0, 10) : `${date} ${english[month - 1] ?? ''} ${year}`;
}

/** A month given by its first day: 2026年9月, Sep 2026. */
export function monthText(day: string, language: Language): string {
  const [year, month] = parts(day);
  return language === 'zh' ? `${year}年${month}月` : `${english[month - 1] ?? ''} ${year}`;
}

/** A month on an axis; the year only where it begins. */
export function monthTick(day: string, language: Language): string {
  const [year, month] = parts(day);
  const name = language === 'zh' ? `${month}月` : (english[month - 1] ?? '');
  return month === 1 ? `${name}\n${year}` : name;
}

/** How long ago an instant was: 3 分钟前, 3 min ago. */
export function ago(instant: string, now: number, language: Language): string {
  const minutes = Math.max(0, Math.round((now - Date.parse(instant)) / 60_000));
  if (minutes < 60) return language === 'zh' ? `${minutes} 分钟前` : `${minutes} min ago`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return language === 'zh' ? `${hours} 小时前` : `${hours} h ago`;
  const days = Math.round(hours / 24);
  return language === 'zh' ? `${days} 天前` : `${days} days ago`;
}

/** An instant in the company's zone: 10:32 today, with its day otherwise. */
export function clock(instant: string, timeZone: string, today: string, language: Language): string {
  const at = new Date(instant);
  const day = at.toLocaleDateString('sv-SE', { timeZone });
  const time = at.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  return day === today ? time : `${dayText(day, language)} ${time}`;
}

function parts(day: string): readonly [number, number, number] {
  const [year = 0, month = 1, date = 1] = day.slice(0, 10).split('-').map(Number);
  return [year, month, date];
}
