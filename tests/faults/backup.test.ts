import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPages } from '../../activities/verify-pages.ts';
import { verifyVersions } from '../../activities/verify-versions.ts';
import { prepareEngines } from '../../cli/runtime/open-context.ts';
import { verifyFiles } from '../../infra/embedded/backup/checksums.ts';
import { chainOf, type EngineBackup, readBackup } from '../../infra/embedded/backup/manifest.ts';
import { restoreEngines } from '../../infra/embedded/backup/restore-engines.ts';
import { takeBackup } from '../../infra/embedded/backup/take.ts';
import { type TestClickHouse, testClickHouse } from '../../infra/embedded/clickhouse/test-server.ts';
import { type TestPostgres, testPostgres } from '../../infra/embedded/postgres/test-server.ts';
import { newDatabase, openShop, type Shop } from './company/shop.ts';
import { directRun } from './direct-run.ts';
import { openSite, type Site, siteContext } from './site.ts';
import { contradictions, differences, disagreements, stateOf } from './site-state.ts';

describe('a backup of ledger and warehouse', { timeout: 600_000 }, () => {
  let folder: string;
  let postgres: TestPostgres;
  let servers: TestClickHouse[];
  let shop: Shop;
  let site: Site;
  let control: Site;
  const taken: EngineBackup[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yardstick-backups-'));
    postgres = await testPostgres();
    servers = await Promise.all([testClickHouse(), testClickHouse()]);
    const [mine, controls] = servers;
    if (mine === undefined || controls === undefined) throw new Error('Two servers were started.');
    shop = await openShop(postgres.url);
    const open = (name: string, clickhouse: TestClickHouse) =>
      openSite(name, { postgresUrl: postgres.url, shopUrl: shop.url, clickhouse });
    [site, control] = await Promise.all([open('site', mine), open('control', controls)]);
    await Promise.all([site, control].map((each) => each.run({ runId: 'first' })));
  }, 240_000);
  afterAll(async () => {
    await site?.close();
    await control?.close();
    await shop?.close();
    await Promise.all((servers ?? []).map((server) => server.stop()));
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);

  const backUp = async (base?: EngineBackup, signal = new AbortController().signal) => {
    const backup = await takeBackup({
      engines: enginesOf(site, servers[0]),
      ...{ into: folder, base, config: null, copyFiles() {}, onProgress() {}, signal },
    });
    taken.push(backup);
    return backup;
  };

  /** Another installation, filled with the backup. */
  const restored = async (backup: EngineBackup) => {
    for (const each of chainOf(backup)) await verifyFiles(each, () => {});
    const clickhouse = await testClickHouse();
    servers.push(clickhouse);
    const ledgerUrl = await newDatabase(postgres.url, `restored_${servers.length}`);
    const address = { ...site.address, ledgerUrl, clickhouse: addressOf(clickhouse) };
    await restoreEngines(
      { ledgerUrl, clickhouse: addressOf(clickhouse), engineBackups: join(clickhouse.dataDir, 'backups') },
      backup,
      () => {},
    );
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
    await shop.change(1);
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
    await shop.change(2);
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

  it('that is told to stop leaves nothing behind', async () => {
    const before = readdirSync(folder).sort();
    const stop = new AbortController();
    const stopped = backUp(undefined, stop.signal);
    stop.abort(new Error('told to stop'));
    await expect(stopped).rejects.toThrow('told to stop');
    expect(readdirSync(folder).sort()).toEqual(before);
    // The lease is free again.
    expect((await site.run({ runId: 'third' })).problems).toEqual([]);
  });
});

function addressOf({ url, username, password }: TestClickHouse) {
  return { url, username, password };
}

function enginesOf(site: Site, server: TestClickHouse | undefined) {
  if (server === undefined) throw new Error('The site has a server.');
  return {
    ledgerUrl: site.address.ledgerUrl,
    clickhouse: addressOf(server),
    engineBackups: join(server.dataDir, 'backups'),
  };
}
