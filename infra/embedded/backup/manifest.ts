import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { ledgerDumpSchema, sequencesSchema } from '../../../ledger/backup/dump.ts';
import { readJson, writeJson } from '../home/json-file.ts';

/** Raised when an older Yardstick could not restore what a newer one has backed up. */
export const backupFormat = 1;

/** A path that stays in its folder. */
const pathWithin = z.string().refine((path) => !isAbsolute(path) && !path.split('/').includes('..'));
const fileSchema = z.strictObject({ bytes: z.int().min(0), sha256: z.string().length(64) });

const common = {
  format: z.literal(backupFormat),
  /** Names the backup wherever its folder is moved to. */
  id: z.string().regex(/^[\w-]+$/),
  createdAt: z.iso.datetime(),
  product: z.string(),
  /** Every other file of the backup, by its path in the folder. */
  files: z.record(pathWithin, fileSchema),
};

const engineBackupSchema = z.strictObject({
  ...common,
  /** Written by the engines; can be restored by any later version. */
  kind: z.literal('engines'),
  engine: z.string(),
  /** The newest published release; 0 before the first. */
  release: z.int().min(0),
  ledger: ledgerDumpSchema,
  sequences: sequencesSchema,
  /** Rows of each table of the warehouse; null where they changed while it was copied. */
  warehouse: z.record(z.string(), z.int().min(0).nullable()),
  /** The backup that holds what this one leaves out; `folder` as seen from this one's. */
  base: z.strictObject({ id: z.string(), folder: z.string() }).nullable(),
  /** Where yardstick.yaml was; null for the sample company. */
  config: z.string().nullable(),
});

const filesBackupSchema = z.strictObject({
  ...common,
  /** The files of a home at rest, taken before an upgrade; for the version that wrote them. */
  kind: z.literal('files'),
  /** Format of the home. */
  home: z.int().positive(),
});

const schema = z.discriminatedUnion('kind', [engineBackupSchema, filesBackupSchema]);

export type EngineManifest = z.output<typeof engineBackupSchema>;
export type FilesManifest = z.output<typeof filesBackupSchema>;
export type Manifest = z.output<typeof schema>;
export type Files = Manifest['files'];

export interface Backup<M extends Manifest = Manifest> {
  readonly folder: string;
  readonly manifest: M;
}

export type EngineBackup = Backup<EngineManifest>;

export const manifestName = 'manifest.json';

export function hasManifest(folder: string): boolean {
  return existsSync(join(folder, manifestName));
}

export function writeManifest(folder: string, manifest: Manifest): void {
  writeJson(join(folder, manifestName), schema.parse(manifest));
}

/** Errors: BACKUP_INVALID where there is no backup or a broken one, BACKUP_NEWER. */
export function readBackup(folder: string): Backup {
  const file = join(folder, manifestName);
  const found = parsed(file, z.looseObject({ format: z.int() }));
  if (found === undefined)
    throw new YardstickError('BACKUP_INVALID', `There is no ${manifestName} in it.`, { subject: folder });
  if (found.format > backupFormat) {
    const happened = `The backup has format ${found.format}; this Yardstick knows ${backupFormat}.`;
    throw new YardstickError('BACKUP_NEWER', happened, { subject: folder });
  }
  return { folder: resolve(folder), manifest: schemaOf(file) };
}

function schemaOf(file: string): Manifest {
  const manifest = parsed(file, schema);
  if (manifest !== undefined) return manifest;
  throw new YardstickError('BACKUP_INVALID', 'The file is gone.', { subject: file });
}

function parsed<T>(file: string, as: z.ZodType<T>): T | undefined {
  try {
    return readJson(file, as);
  } catch (cause) {
    throw new YardstickError('BACKUP_INVALID', 'The file is not what Yardstick wrote there.', {
      subject: file,
      cause,
    });
  }
}

export function isEngineBackup(backup: Backup): backup is EngineBackup {
  return backup.manifest.kind === 'engines';
}
