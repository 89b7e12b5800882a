import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadConfig } from '../../config/load.ts';
import { loadProject } from '../project.ts';

const folder = mkdtempSync(join(tmpdir(), 'yardstick-about-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A project with a webhook and two channels; the second is about what is asked for, as far as it is not limited. */
function projectAbout(about: readonly string[], limits: object = {}) {
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
      channels: [chat('all', {}), chat('some', { about, ...limits })],
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

it.each([
  [{ teams: ['T1'] }, 'teams'],
  [{ regions: ['华东'], severity: 'warning' }, 'severity, regions'],
  [{ when: 'escalated' }, 'when'],
])('refuses results on a channel that would never tell of them: %o', (limits, named) => {
  expect(() => projectAbout(['collection_late', 'results'], limits)).toThrow(
    expect.objectContaining({
      code: 'CONFIG_INVALID',
      message: `notify.channels.1.about.1: found results, which is told to all and never by a channel with ${named}: leave these out, or name a channel of its own.`,
    }),
  );
});

it('takes keys of rules, operations, results and all', () => {
  const { config } = projectAbout(['collection_late', 'operations', 'results', '*']);
  expect(config.notify.channels.map(({ name }) => name)).toEqual(['all', 'some', 'webhook']);
  expect(() => projectAbout(['collection_late', '*'], { teams: ['T1'] })).not.toThrow();
});
