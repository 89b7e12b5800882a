import { describe, expect, it } from 'vitest';
import { type AttributesClient, ensureSearchAttributes } from './search-attributes.ts';

const status = { denied: 7, exists: 6, unimplemented: 12, unavailable: 14 };
const failing = (code: number) => Object.assign(new Error(`status ${code}`), { code });

/** A Temporal that answers the questions in turn: what is there, or a status. */
function temporal(listed: readonly (readonly string[] | number)[], adding?: number) {
  const added: string[][] = [];
  let asked = 0;
  const client: AttributesClient = {
    options: { namespace: 'sales' },
    connection: {
      operatorService: {
        listSearchAttributes: async () => {
          const answer = listed[Math.min(asked++, listed.length - 1)] ?? [];
          if (typeof answer === 'number') throw failing(answer);
          return { customAttributes: Object.fromEntries(answer.map((name) => [name, 2])) };
        },
        addSearchAttributes: async ({ searchAttributes }) => {
          added.push(Object.keys(searchAttributes));
          if (adding !== undefined) throw failing(adding);
        },
      },
    },
  };
  return { client, added };
}
const all = ['asset', 'runKind', 'runStatus'];

describe('search attributes', () => {
  it('are added where they lack', async () => {
    const { client, added } = temporal([['asset']]);
    await ensureSearchAttributes(client);
    expect(added).toEqual([['runKind', 'runStatus']]);
  });

  it('may be added by another worker at the same moment', async () => {
    const { client, added } = temporal([[], all], status.exists);
    await ensureSearchAttributes(client);
    expect(added).toHaveLength(1);
  });

  it.each([status.denied, status.unimplemented])('need an administrator at status %i', async (code) => {
    await expect(ensureSearchAttributes(temporal([[]], code).client)).rejects.toMatchObject({
      code: 'TEMPORAL_ATTRIBUTES',
      subject: 'sales',
    });
  });

  it('may be there where not even asking is allowed', async () => {
    const { client, added } = temporal([status.denied]);
    await ensureSearchAttributes(client);
    expect(added).toEqual([]);
  });

  it('say of another failure what it is', async () => {
    const unavailable = { code: status.unavailable };
    await expect(ensureSearchAttributes(temporal([status.unavailable]).client)).rejects.toMatchObject(
      unavailable,
    );
    await expect(ensureSearchAttributes(temporal([[]], status.unavailable).client)).rejects.toMatchObject(
      unavailable,
    );
  });
});
