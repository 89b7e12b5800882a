import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadConfig } from '../../config/load.ts';
import { loadProject } from '../project.ts';

const folder = mkdtempSync(join(tmpdir(), 'yardstick-about-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A project with a webhook and two channels; the second is about what is asked for. */
function projectAbout(about: readonly string[]) {
  const file = join(folder, 'yardstick.yaml');
  const chat = (name: string, more: object) => ({
    name,
    type: 'json',
    url: 'https://chat.example/x',
    ...more,
  });
  const company = {
    ...{ company: { name: 'Acme' }, precedence: ['decided'], sources: { decided: { connector: 'ledger' } } },
    notify: {
      webhook: 'https://hooks.example/x',
      channels: [chat('all', {}), chat('some', { about })],
    },
  };
  writeFileSync(file, JSON.stringify(company));
  return loadProject(loadConfig(file, {}));
}

it('refuses a channel about a rule there is not, naming its place in the file', () => {
  expect(() => projectAbout(['collection_late', 'colection_late'])).toThrow(
    expect.objectContaining({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(
        /^notify\.channels\.1\.about\.1: found colection_late, expected one of: \*, operations, .*collection_late/,
      ),
    }),
  );
});

it('takes keys of rules, operations and all', () => {
  const { config } = projectAbout(['collection_late', 'operations', '*']);
  expect(config.notify.channels.map(({ name }) => name)).toEqual(['all', 'some', 'webhook']);
});
