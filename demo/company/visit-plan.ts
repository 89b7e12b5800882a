import { instantOf } from './calendar.ts';

interface Stay {
  readonly from: number;
  readonly until: number;
}

const minute = 60_000;
/** From one customer to the next, by whatever road. */
const travel = 40 * minute;

/** A day of one person, who is with one customer at a time: a visit that would collide moves to the next free hour. */
export class VisitPlan {
  private readonly stays: Stay[] = [];
  private readonly day: number;

  constructor(day: number) {
    this.day = day;
  }

  /** When the visit really begins: as wished, else after the visits it would collide with, else before all of them. */
  place(wished: number, minutes: number): number {
    const from = this.free(wished, minutes);
    this.stays.push({ from, until: from + minutes * minute });
    return from;
  }

  private free(wished: number, minutes: number): number {
    let from = wished;
    for (const stay of this.stays.toSorted((a, b) => a.from - b.from))
      if (from < stay.until + travel && stay.from < from + minutes * minute + travel)
        from = stay.until + travel;
    if (from + minutes * minute < instantOf(this.day + 1, 0)) return from;
    return Math.min(...this.stays.map((stay) => stay.from)) - travel - minutes * minute;
  }
}
