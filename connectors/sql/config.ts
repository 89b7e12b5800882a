import { z } from 'zod';
import { fieldTypes } from '../kit/field-type.ts';
import { control, pageBounds } from '../kit/page-config.ts';

const zone = z.string().refine(isZone, 'expected a time zone of the IANA database, like Asia/Shanghai');

const cursor = z.strictObject({
  field: z.string().min(1),
  type: z.enum(['timestamptz', 'timestamp', 'date', 'bigint', 'int']),
  /** Zone in which the source writes `timestamp` and `date` columns. */
  zone: zone.optional(),
});

const stream = z.strictObject({
  /** Table or view; `schema.table` overrides the source's schema. */
  table: z.string().min(1),
  primaryKey: z.array(z.string().min(1)).min(1),
  cursor: cursor.optional(),
  /** `full` reads everything on every run, so that rows deleted in the source are found. */
  refresh: z.enum(['incremental', 'full']).default('incremental'),
  /** Columns to load; all but binary ones unless said. Key and cursor are always loaded. */
  columns: z.array(z.string().min(1)).min(1).optional(),
  /** Types the mapping relies on; derived from the database unless said. */
  fields: z.record(z.string(), fieldTypes).optional(),
  /** A column that marks deleted rows: true, a non-zero number, any instant, or a text like `Y`. */
  softDelete: z.string().min(1).optional(),
  /**
   * Where a window of a time cursor ends: at the clock minus the lag, or at the newest stamp in the table. The
   * latter is for copies whose rows stand behind the clock (a replica, a nightly restore, a sample); it does not
   * look at open transactions.
   */
  windowEnd: z.enum(['clock', 'newest']).default('clock'),
  /** Seconds the window's end stays behind the database clock: at least its longest write transaction. */
  lagSeconds: z.int().nonnegative().default(60),
  /** Seconds read again before each window; a day for dates and 65 minutes for zoneless stamps unless said. */
  overlapSeconds: z.int().nonnegative().optional(),
  /** For growing keys: how many of the newest keys are read again, since a lower one may be committed later. */
  overlapKeys: z.int().nonnegative().default(1000),
  /** Rows without a cursor value: read them on every run, or refuse the stream. */
  nullCursor: z.enum(['load', 'refuse']).default('load'),
  ...pageBounds,
  control,
});

export const sqlConfig = z.strictObject({
  connection: z.strictObject({
    url: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'expected an address like postgresql://user:password@host:5432/database'),
  }),
  schema: z.string().min(1).default('public'),
  /** Zone of `timestamp` columns whose stream does not say one. */
  zone: zone.default('UTC'),
  statementTimeoutSeconds: z.int().positive().default(120),
  streams: z.record(z.string(), stream),
});

export type SqlConfig = z.infer<typeof sqlConfig>;
export type SqlStream = z.infer<typeof stream>;
export type SqlCursor = z.infer<typeof cursor>;

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
