import { z } from 'zod';
import { fieldTypes } from '../kit/field-type.ts';
import { control, pageBounds } from '../kit/page-config.ts';
import { plain } from './text.ts';

const inFolder = z
  .string()
  .min(1)
  .refine(
    (name) => !/^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)/.test(name),
    'expected a name or pattern inside the folder, like orders-*.csv',
  );

/** What a mapping reads it by. Names that begin with `_` are Yardstick's own. */
const fieldName = z.string().regex(/^[^_\s]/, 'expected a name that does not begin with _');

const field = z.union([
  fieldTypes,
  z.strictObject({
    /** What the file calls it, where that is another name. */
    column: z.string().min(1),
    type: fieldTypes,
  }),
]);

const stream = z
  .strictObject({
    /** A file, several, or patterns; together they are one table, and of a key that comes twice the later row counts. */
    files: z.union([inFolder, z.array(inFolder).min(1)]),
    /** Fields that identify a row; without them a row is known by its file and line. */
    primaryKey: z.array(fieldName).min(1).optional(),
    /** Fields the mappings rely on. Other columns of the file are kept as well, under their own names, as texts. */
    fields: z.record(fieldName, field),
    /** Names of the columns of files that have no header line, from left to right. */
    columns: z.array(z.string().min(1)).min(1).optional(),
    /** `auto`: UTF-8, or GB18030 where most lines are no UTF-8; GBK and GB2312 are parts of it. */
    encoding: z.enum(['auto', 'utf-8', 'gb18030']).default('auto'),
    delimiter: z.enum([',', ';', '\t', '|']).default(','),
    quote: z.enum(['"', "'"]).default('"'),
    /** A file of the last reading that is gone: refuse the stream, or delete its rows. */
    vanished: z.enum(['refuse', 'delete']).default('refuse'),
    ...pageBounds,
    control,
  })
  // The second byte of a Chinese character may be that of |, which no parser of bytes can tell apart.
  .refine(({ delimiter, encoding }) => delimiter !== '|' || encoding === 'utf-8', {
    path: ['encoding'],
    message: 'expected utf-8, as the delimiter is |',
  })
  // What a file calls otherwise, or does not have, would always add up to 0.
  .superRefine(({ control, fields }, context) => {
    for (const [at, name] of (control?.sums ?? []).entries())
      if (!Object.hasOwn(fields, name))
        context.addIssue({
          code: 'custom',
          path: ['control', 'sums', at],
          message: `expected a field that is declared: ${Object.keys(fields).join(', ')}`,
        });
  })
  // Of the key, a column that is no declared field is called as the header is read.
  .transform(({ primaryKey, ...rest }) => ({
    ...rest,
    primaryKey: primaryKey?.map((name) => (Object.hasOwn(rest.fields, name) ? name : plain(name))),
  }));

export const fileConfig = z.strictObject({
  /** The folder the files lie in; a relative path counts from where the process runs. */
  folder: z.string().min(1),
  streams: z.record(z.string(), stream),
});

export type FileConfig = z.infer<typeof fileConfig>;
export type FileStream = z.infer<typeof stream>;
