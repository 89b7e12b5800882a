import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { checksumsOf } from './checksums.ts';
import {
  type Backup,
  backupFormat,
  type EngineBackup,
  type EngineManifest,
  type FilesManifest,
  writeManifest,
} from './manifest.ts';
import { newIdentity, writeBackup } from './write-backup.ts';

/** A backup of engines that consists of its manifest, taken in a minute of one hour. */
export function testBackup(into: string, minute: number, more: Partial<EngineManifest> = {}): EngineBackup {
  const two = String(minute).padStart(2, '0');
  const id = `2026-11-22T02${two}00Z-1a2b3c`;
  const manifest: EngineManifest = {
    ...{ format: backupFormat, kind: 'engines', id, createdAt: `2026-11-22T02:${two}:00.000Z`, product: '1' },
    ...{ engine: '26', release: 0, ledger: { migration: '', release: 0, tables: [] }, sequences: {} },
    ...{ warehouse: {}, base: null, config: null, files: {} },
    ...more,
  };
  const folder = join(into, id);
  mkdirSync(folder, { recursive: true });
  writeManifest(folder, manifest);
  return { folder, manifest };
}

/** A backup of the one file of a home. */
export function testFilesBackup(
  into: string,
  fill: (draft: string) => Promise<void> = async () => {},
): Promise<Backup<FilesManifest>> {
  const identity = newIdentity();
  return writeBackup<FilesManifest>(into, identity.id, async (draft) => {
    mkdirSync(join(draft, 'files'));
    writeFileSync(join(draft, 'files', 'kept'), '');
    await fill(draft);
    return { ...identity, kind: 'files', home: 1, files: await checksumsOf(draft, () => {}) };
  });
}

/** A folder that was not complete when its process was killed. */
export function leftByKilled(path: string, host = hostname()): string {
  const folder = `${path}.unfinished-${host}-${spawnSync('true').pid}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'half a file'), '');
  return folder;
}
