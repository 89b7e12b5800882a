import { z } from 'zod';
import { YardstickError } from '../../errors/yardstick-error.ts';

/** The day somebody typed. Error: ORDER_REFUSED. */
export function dayNamed(text: string): string {
  const day = z.iso.date().safeParse(text);
  if (day.success) return day.data;
  throw new YardstickError('ORDER_REFUSED', 'This is no day.', {
    subject: text.slice(0, 40),
    advice: 'Write it like 2026-10-31.',
  });
}
