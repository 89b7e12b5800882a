import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connector, SliceSpec, StreamProgress } from '../kit/connector.ts';
import { noSignal, readAll, single, testContext } from '../kit/test-context.ts';
import { createFileConnector } from './connector.ts';

/** A folder of files, and a connector over it with one stream, `deals`. */
export interface TestFolder {
  readonly path: string;
  write(name: string, content: string | Buffer): void;
  remove(name: string): void;
  /** Settings of the stream replace `deals.csv` with the field `amount` and the key `id`. */
  open(settings?: object): Connector;
  slices(settings?: object, progress?: StreamProgress): Promise<readonly SliceSpec[]>;
  /** All rows as they are now. */
  read(settings?: object): Promise<readonly { readonly key: string; readonly body: unknown }[]>;
  stop(): void;
}

export function testFolder(): TestFolder {
  const path = mkdtempSync(join(tmpdir(), 'yardstick-file-'));
  const { context } = testContext('drop', () => new Date('2026-04-01T00:00:00Z'));
  const open = (settings: object = {}) =>
    createFileConnector({ folder: path, streams: { deals: { ...deals, ...settings } } }, context);
  const slices = (settings?: object, progress: StreamProgress = { slices: [] }) =>
    open(settings).slices('deals', progress, noSignal);
  return {
    ...{ path, open, slices },
    write: (name, content) => writeFileSync(join(path, name), content),
    remove: (name) => rmSync(join(path, name)),
    read: async (settings) => {
      const { records } = await readAll(open(settings), single(await slices(settings)));
      return records.map(({ key, body }) => ({ key, body: JSON.parse(body) as unknown }));
    },
    stop: () => rmSync(path, { recursive: true, force: true }),
  };
}

const deals = { files: 'deals.csv', primaryKey: ['id'], fields: { id: 'string', amount: 'amount' } };
