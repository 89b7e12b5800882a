import { verify } from 'argon2';
import { describe, expect, it } from 'vitest';
import { warehouseSchema } from '../../config/warehouse-users.ts';
import { modelAssets } from '../../models/warehouse.ts';
import { analystsOf } from './analysts.ts';

const of = (users: readonly object[]) =>
  analystsOf({ warehouse: warehouseSchema.parse({ users }), file: 'yardstick.yaml' }, modelAssets);

describe('analysts', () => {
  it('come with a hash in place of the password, and read the published layers', async () => {
    const [ada] = await of([{ name: 'ada', password: 'long enough', rows: { region: ['East', 7] } }]);
    expect(ada).toMatchObject({
      rights: 'reader',
      databases: ['dim', 'fct', 'mart'],
      rows: { region: ['East', '7'] },
    });
    expect(JSON.stringify(ada)).not.toContain('long enough');
    expect(await verify(ada?.passwordHash ?? '', 'long enough')).toBe(true);
  });

  it('are refused with a filter on a column that none of their tables has', async () => {
    const idle = of([{ name: 'ada', password: 'long enough', rows: { reigon: ['East'] } }]);
    await expect(idle).rejects.toThrow(/warehouse\.users\.0\.rows: found reigon, expected a column/);
    await expect(
      of([{ name: 'ada', password: 'long enough', databases: ['own'], rows: { x: ['1'] } }]),
    ).resolves.toHaveLength(1);
  });
});
