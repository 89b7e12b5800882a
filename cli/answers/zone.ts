/** The last instant, not after `now`, at which a clock in the zone showed this time of day. */
export function lastTimeOfDay(now: Date, timeOfDay: string, timeZone: string): Date {
  const shown = now.toLocaleTimeString('sv-SE', { timeZone });
  const since = secondsOf(shown) - secondsOf(timeOfDay);
  // Where clocks have changed in between this is off by that hour for one day, which lateness can bear.
  return new Date(now.getTime() - (since < 0 ? since + 86_400 : since) * 1000);
}

function secondsOf(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}
