import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prngFor } from '../../demo/company/prng.ts';
import { type TestClickHouse, testClickHouse } from '../../infra/embedded/clickhouse/test-server.ts';
import { type TestPostgres, testPostgres } from '../../infra/embedded/postgres/test-server.ts';
import { openShop, type Shop } from './company/shop.ts';
import { type Mortal, type MortalHouse, mortals, openMortalHouse } from './mortal-house.ts';
import { openSite, type Site } from './site.ts';
import { contradictions, differences, stateOf } from './site-state.ts';

const rounds = 20;

interface Death {
  readonly step: number;
  readonly mortal: Mortal;
  readonly afterMs: number;
}

/** By turns, at moments that are the same every time. */
function deaths(count: number): readonly Death[] {
  const prng = prngFor('random kill', 'moments');
  return Array.from({ length: count }, (_, index) => ({
    step: index + 1,
    mortal: mortals[index % mortals.length] ?? 'worker',
    afterMs: prng.int(300, 5_000),
  }));
}

describe('runs during which anything may be killed at any moment', () => {
  let postgres: TestPostgres;
  let clickhouse: TestClickHouse;
  let shop: Shop;
  let house: MortalHouse;
  let control: Site;

  beforeAll(async () => {
    [postgres, clickhouse] = await Promise.all([testPostgres(), testClickHouse()]);
    shop = await openShop(postgres.url);
    control = await openSite('control', {
      ...{ postgresUrl: postgres.url, shopUrl: shop.url, clickhouse, scope: 'whole' },
    });
    house = await openMortalHouse(shop.url);
    await house.start('first');
    expect(await house.result('first')).toMatchObject({ status: 'succeeded' });
  }, 300_000);
  afterAll(async () => {
    await house?.stop();
    await control?.close();
    await shop?.close();
    await clickhouse?.stop();
    await postgres?.stop();
  }, 120_000);

  it.each(deaths(rounds))(
    'round $step: $mortal dies after $afterMs ms',
    { timeout: 400_000 },
    async ({ step, mortal, afterMs }) => {
      await shop.change(step);
      await house.start(`round ${step}`);
      await pause(afterMs);
      house.kill(mortal);
      expect(['succeeded', 'partial', 'failed']).toContain((await house.result(`round ${step}`)).status);
    },
  );

  it('ends as if nothing had ever happened', { timeout: 400_000 }, async () => {
    await house.start('last');
    expect(await house.result('last')).toMatchObject({ status: 'succeeded' });
    expect((await control.run({ runId: 'only' })).problems).toEqual([]);
    expect(await contradictions(house.context)).toEqual([]);
    const [found, expected] = [await stateOf(house.context), await stateOf(control.context)];
    // The control has seen the last state only: what came and went before left nothing in its views.
    const views = (views: typeof found.views) => ({ views, raw: {}, published: [] });
    expect(differences(views(found.views), views(expected.views))).toEqual([]);
    await house.start('nothing new');
    expect((await house.result('nothing new')).summary).toMatchObject({
      rowsNew: 0,
      assetsBuilt: 0,
      monthsRebuilt: 0,
    });
  });
});
