import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPages } from '../../activities/verify-pages.ts';
import { verifyVersions } from '../../activities/verify-versions.ts';
import { prepareEngines } from '../../cli/runtime/open-context.ts';
import { chainOf } from '../../infra/embedded/backup/chain.ts';
import { verifyFiles } from '../../infra/embedded/backup/checksums.ts';
import { type EngineBackup, readBackup } from '../../infra/embedded/backup/manifest.ts';
import type { Progress } from '../../infra/embedded/backup/progress.ts';
import { restoreEngines } from '../../infra/embedded/backup/restore-engines.ts';
import { type RunningEngines, takeBackup } from '../../infra/embedded/backup/take.ts';
import { type TestClickHouse, testClickHouse } from '../../infra/embedded/clickhouse/test-server.ts';
import { eventually } from '../../infra/embedded/processes/wait.ts';
import { newDatabase } from './company/shop.ts';
import { directRun } from './direct-run.ts';
import { type Site, siteContext } from './site.ts';
import { contradictions, differences, disagreements, stateOf } from './site-state.ts';
import { openFilledPair, type Pair } from './stage.ts';

describe('a backup of ledger and warehouse', { timeout: 600_000 }, () => {
  let folder: string;
  let pair: Pair;
  let site: Site;
  let control: Site;
  /** Of the installations that were restored. */
  const servers: TestClickHouse[] = [];
  const taken: EngineBackup[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yardstick-backups-'));
    pair = await openFilledPair();
    ({ site, control } = pair);
  }, 240_000);
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await pair?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);

  const backUp = async (
    base?: EngineBackup,
    signal = new AbortController().signal,
    onProgress: Progress = () => {},
  ) => {
    const backup = await takeBackup({
      engines: enginesOf(site.address.ledgerUrl, pair.server),
      ...{ into: folder, base, config: null, copyFiles() {}, onProgress, signal },
    });
    taken.push(backup);
    return backup;
  };

  /** Another installation, filled with the backup. */
  const restored = async (backup: EngineBackup) => {
    for (const each of chainOf(backup)) await verifyFiles(each, () => {});
    const clickhouse = await testClickHouse();
    servers.push(clickhouse);
    const ledgerUrl = await newDatabase(pair.postgresUrl, `restored_${servers.length}`);
    const address = { ...site.address, ledgerUrl, clickhouse: addressOf(clickhouse) };
    await restoreEngines(enginesOf(ledgerUrl, clickhouse), backup, () => {});
    const context = siteContext(address);
    // What every start does.
    await prepareEngines(address, context);
    return { context, withdrawn: await verifyPages(context), lost: await verifyVersions(context) };
  };

  it('at rest is restored as it was, file by file and row by row', async () => {
    const full = await backUp();
    const { context, withdrawn, lost } = await restored(full);
    expect({ withdrawn, lost }).toEqual({ withdrawn: [], lost: 0 });
    expect(await contradictions(context)).toEqual([]);
    expect(differences(await stateOf(context), await stateOf(site.context))).toEqual([]);
    expect((await directRun(context, { runId: 'after' })).problems).toEqual([]);
    expect(await disagreements({ context }, control)).toEqual([]);
    await context.close();
  });

  it('taken at any moment of a run is made whole by the next one', async () => {
    await pair.shop.change(1);
    const begun = taken.length;
    let over = false;
    const running = directRun(
      site.context,
      { runId: 'second' },
      {
        beforePublishing: async () => {
          await backUp(taken.at(-1));
        },
      },
    ).finally(() => {
      over = true;
    });
    while (!over) await backUp(taken.at(-1));
    expect((await running).problems).toEqual([]);
    await control.run({ runId: 'second' });
    const during = taken.slice(begun);
    expect(during.length).toBeGreaterThan(2);
    // The first was taken nearly at rest, as the one before.
    const chosen = new Set([during[Math.floor(during.length / 2)], during.at(-1)]);
    for (const backup of chosen) {
      if (backup === undefined) continue;
      const { context } = await restored(backup);
      const before = await context.db.selectFrom('run').selectAll().where('finishedAt', 'is', null).execute();
      expect(before).toEqual([]);
      expect((await directRun(context, { runId: 'after the restore' })).problems).toEqual([]);
      expect(await contradictions(context)).toEqual([]);
      const [found, expected] = [await stateOf(context), await stateOf(control.context)];
      expect(differences(found, expected)).toEqual([]);
      await context.close();
    }
  });

  it('holds only what the one before lacks, and can be moved with it', async () => {
    const [base] = taken;
    if (base === undefined) throw new Error('A backup was taken.');
    const bytes = ({ manifest }: EngineBackup) =>
      Object.entries(manifest.files)
        .filter(([name]) => name.startsWith('warehouse/') && !name.endsWith('.backup'))
        .reduce((sum, [, file]) => sum + file.bytes, 0);
    await pair.shop.change(2);
    const next = await backUp(taken.at(-1));
    expect(bytes(next)).toBeLessThan(bytes(base) / 2);
    const elsewhere = `${folder}-moved`;
    await rename(folder, elsewhere);
    const moved = readBackup(join(elsewhere, next.manifest.id));
    if (moved.manifest.kind !== 'engines') throw new Error('The engines wrote it.');
    const { context } = await restored({ folder: moved.folder, manifest: moved.manifest });
    expect(await contradictions(context)).toEqual([]);
    await context.close();
    await rename(elsewhere, folder);
  });

  it('that misses its base, or a file of which was changed, is refused by name', async () => {
    const last = taken.at(-1);
    const [base] = taken;
    if (last === undefined || base === undefined) throw new Error('Backups were taken.');
    const file = join(base.folder, 'ledger', 'page.copy');
    appendFileSync(file, '\n');
    await expect(restored(last)).rejects.toMatchObject({ code: 'BACKUP_INVALID', subject: file });
    await rename(base.folder, `${folder}-gone`);
    expect(() => chainOf(last)).toThrow(base.manifest.id);
    await rename(`${folder}-gone`, base.folder);
  });

  const written = () => readdirSync(folder, { recursive: true }).map(String);
  const isEngineWriting = () =>
    readdirSync(folder).some(
      (name) => name.includes('.unfinished-') && existsSync(join(folder, name, 'warehouse')),
    );
  /** When a backup is told to stop: the step that it has begun, and what must have happened besides. */
  const moments = [
    ['at its beginning', 'Ledger', () => true],
    ['while the engine writes', 'Warehouse', isEngineWriting],
    ['at its end', 'Checksums', () => true],
  ] as const;

  it.each(moments)('that is told to stop %s leaves nothing behind', async (moment, step, isNow) => {
    const before = written().sort();
    const stop = new AbortController();
    const stopped = backUp(undefined, stop.signal, (begun) => {
      if (begun === step)
        void eventually(async () => isNow(), { withinMs: 60_000, everyMs: 1 }).then(() =>
          stop.abort(new Error('told to stop')),
        );
    });
    await expect(stopped).rejects.toThrow('told to stop');
    expect(written().sort()).toEqual(before);
    expect(readdirSync(join(pair.server.dataDir, 'backups'))).toEqual([]);
    // The lease is free again.
    expect((await site.run({ runId: moment })).problems).toEqual([]);
  });
});

function addressOf({ url, username, password }: TestClickHouse) {
  return { url, username, password };
}

function enginesOf(ledgerUrl: string, server: TestClickHouse): RunningEngines {
  return { ledgerUrl, clickhouse: addressOf(server), engineBackups: join(server.dataDir, 'backups') };
}
