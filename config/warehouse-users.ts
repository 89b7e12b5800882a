import { z } from 'zod';

/** Users that the embedded ClickHouse has of itself. */
const taken = ['admin', 'loader', 'bi', 'portal', 'default'];

/** What an analyst sees only when it is granted: pay and scores by name, and what a team is paid. `access/confidential.ts` says which tables. */
export const grantable = ['pay:by-name', 'pay:total', 'score:everyone'] as const;
export type Grantable = (typeof grantable)[number];

const name = z
  .string()
  .regex(/^[A-Za-z][\w.@-]{0,62}$/, 'letters, digits and . _ - @, beginning with a letter, such as ada')
  .refine((text) => !taken.includes(text), `another name than ${taken.join(', ')}, which are there already`);

const database = z
  .string()
  .regex(/^[a-z]\w*$/, 'the name of a database such as mart')
  .refine(
    (text) => !['system', 'default', 'information_schema'].includes(text),
    'a database of data such as dim, fct or mart',
  )
  .refine(
    (text) => !['raw', 'store', 'meta', 'stg'].includes(text),
    'dim, fct, mart or a database of your own: what lies below them holds pay and scores, whatever `may` says',
  );

const value = z.union([z.string().min(1), z.number()]).transform(String);

const analyst = z
  .strictObject({
    name,
    /** By reference, `${env:NAME}` or `${file:PATH}`. Only its argon2id hash is handed on. */
    password: z.string().min(8, 'a password of 8 characters or more').optional(),
    passwordHash: z
      .string()
      .startsWith('$argon2id$', 'an argon2id hash, which begins with $argon2id$')
      .optional(),
    /** An analyst reads and changes nothing. */
    role: z.literal('analyst').default('analyst'),
    may: z.array(z.enum(grantable)).default([]),
    databases: z.array(database).min(1).default(['dim', 'fct', 'mart']),
    /**
     * By column: of every table that has it, only rows with one of these values are shown. Tables without it are shown whole; with two columns
     * a row must pass both.
     */
    rows: z.record(z.string().min(1), z.array(value).min(1)).optional(),
  })
  .refine((user) => (user.password === undefined) !== (user.passwordHash === undefined), {
    path: ['password'],
    message: 'either password, as a reference, or passwordHash',
  });

/** The warehouse's own users; they hold where ClickHouse is embedded and from the next start. */
export const warehouseSchema = z.strictObject({
  users: z
    .array(analyst)
    .refine((users) => new Set(users.map((user) => user.name)).size === users.length, 'each name once')
    .default([]),
});

export type AnalystSettings = z.infer<typeof analyst>;
