import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { ledgerDumpSchema, sequencesSchema } from '../../../ledger/backup/dump.ts';
import { readJson, writeJson } from '../home/json-file.ts';

/** Raised when an older Yardstick could not restore what a newer one has backed up. */
export const backupFormat = 1;

const fileSchema = z.strictObject({ bytes: z.int().min(0), sha256: z.string().length(64) });

const common = {
  format: z.literal(backupFormat),
  /** Names the backup wherever its folder is moved to. */
  id: z.string().regex(/^[\w-]+$/),
  createdAt: z.iso.datetime(),
  product: z.string(),
  /** Every other file of the backup, by its path in the folder. */
  files: z.record(z.string(), fileSchema),
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

/** Complete backups in a folder of backups, newest first; those that cannot be read are left out. */
export function backupsIn(folder: string): readonly Backup[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((each) => existsSync(join(each, manifestName)))
    .flatMap((each) => {
      try {
        return [readBackup(each)];
      } catch {
        return [];
      }
    })
    .sort((a, b) => b.manifest.createdAt.localeCompare(a.manifest.createdAt));
}

/** A backup with those it stands on, itself first. Errors: BACKUP_INVALID naming the one that is missing. */
export function chainOf(backup: EngineBackup): readonly EngineBackup[] {
  const { base } = backup.manifest;
  if (base === null) return [backup];
  const found = [
    resolve(backup.folder, base.folder),
    ...backupsIn(dirname(backup.folder)).map(({ folder }) => folder),
  ]
    .filter((folder) => existsSync(join(folder, manifestName)))
    .map(readBackup)
    .find(({ manifest }) => manifest.id === base.id);
  if (found !== undefined && isEngineBackup(found)) return [backup, ...chainOf(found)];
  throw new YardstickError('BACKUP_INVALID', `It stands on the backup ${base.id}, which is not there.`, {
    subject: backup.folder,
    advice: `Bring ${resolve(backup.folder, base.folder)} back beside it, or restore another backup.`,
  });
}

export function isEngineBackup(backup: Backup): backup is EngineBackup {
  return backup.manifest.kind === 'engines';
}

/** How a manifest in `folder` refers to its base. */
export function baseReference(folder: string, base: Backup): EngineManifest['base'] {
  return { id: base.manifest.id, folder: relative(folder, base.folder) };
}
