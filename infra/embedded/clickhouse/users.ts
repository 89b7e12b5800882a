import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { YardstickError } from '../../../errors/yardstick-error.ts';

const user = z.strictObject({
  name: z.string().min(1),
  /** argon2id, see `hashPassword`. */
  passwordHash: z.string().startsWith('$argon2id$'),
  /**
   * admin may do everything; a loader all but reach other machines and files and change users; a reader only reads its
   * databases; what SQL has granted is in the access store (`access/`).
   */
  rights: z.enum(['admin', 'loader', 'reader', 'granted']),
  /** Databases a reader may read; the published layers when absent. Never `default`, which also shows files. */
  databases: z
    .array(
      z
        .string()
        .regex(/^\w+$/)
        .refine((name) => name !== 'default'),
    )
    .optional(),
  /** Tables of these databases, as `mart.pay`, that a reader may not read. */
  withheld: z.array(z.string().regex(/^\w+\.\w+$/)).optional(),
  /** Of a reader's tables that have such a column, only rows with one of these values are there for it. */
  rows: z.record(z.string().min(1), z.array(z.string()).min(1)).optional(),
});
const usersFile = z.strictObject({ users: z.array(user) });

export type ClickHouseUser = z.input<typeof user>;

/** What a reader may read unless its entry says otherwise. */
export const publishedDatabases: readonly string[] = ['dim', 'fct', 'mart'];

/** Reads and validates the users file. Throws CONFIG_INVALID. */
export function readUsers(file: string): ClickHouseUser[] {
  try {
    return usersFile.parse(JSON.parse(readFileSync(file, 'utf8'))).users;
  } catch (cause) {
    throw new YardstickError(
      'CONFIG_INVALID',
      'The users file of the embedded ClickHouse could not be read.',
      {
        subject: file,
        advice: 'Expected JSON: {"users":[{"name","passwordHash","rights"}]} with argon2id hashes.',
        cause,
      },
    );
  }
}

/** Writes the users file, readable by its owner only. */
export function writeUsers(file: string, users: readonly ClickHouseUser[]): void {
  writeFileSync(file, JSON.stringify({ users }), { mode: 0o600 });
  // The mode above counts for a new file only.
  chmodSync(file, 0o600);
}
