/** The company's day, `2026-11-22`. */
export function todayIn(timeZone: string): string {
  return new Date().toLocaleDateString('sv-SE', { timeZone });
}
