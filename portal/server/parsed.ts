import type { z } from 'zod';
import { YardstickError } from '../../errors/yardstick-error.ts';

/** What the browser sent, as the schema says. Throws PORTAL_BAD_REQUEST naming the first wrong field. */
export function parsed<Schema extends z.ZodType>(schema: Schema, sent: unknown): z.output<Schema> {
  const result = schema.safeParse(sent);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new YardstickError('PORTAL_BAD_REQUEST', issue?.message ?? 'The request is not valid.', {
    subject: issue?.path.join('.') ?? '',
  });
}
