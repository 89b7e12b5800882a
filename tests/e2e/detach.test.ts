import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandLine } from './command-line.ts';

describe('a start in the background that fails', { timeout: 120_000 }, () => {
  let yardstick: CommandLine;
  let log: string;

  beforeEach(() => {
    yardstick = new CommandLine({});
    log = join(yardstick.home, 'data', 'logs', 'start.log');
  });
  afterEach(() => yardstick.remove());

  test('tells the reason as a start in the foreground does, and where the log is', async () => {
    const missing = join(yardstick.home, 'missing.yaml');
    const wrong = join(yardstick.home, 'wrong.yaml');
    writeFileSync(wrong, 'company: { name: Acme, timezone: Mars/Base }\n');
    // The second finds the words of the first in the log and does not repeat them.
    for (const file of [missing, wrong]) {
      const inFront = await yardstick.run('start', '--config', file);
      const [reason = ''] = /^.*(?= \[CONFIG_INVALID\]$)/m.exec(inFront.stderr) ?? [];
      expect(reason).toContain(`${file}: `);
      const { code, stdout, stderr } = await yardstick.run('start', '--detach', '--config', file);
      expect([code, stdout, stderr]).toEqual([1, '', `${reason} The log is ${log}. [CONFIG_INVALID]\n`]);
    }
  });

  test('tells it as JSON too', async () => {
    const missing = join(yardstick.home, 'missing.yaml');
    const { stdout } = await yardstick.run('start', '--detach', '--json', '--config', missing);
    expect(JSON.parse(stdout).error).toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/^\S+missing\.yaml: cannot be read\./),
      advice: `The log is ${log}.`,
    });
  });

  test('tells it also when the home itself is refused', async () => {
    mkdirSync(join(yardstick.home, 'data'));
    writeFileSync(join(yardstick.home, 'data', 'format.json'), '{"format": 99}');
    const { stderr } = await yardstick.run('start', '--detach');
    expect(stderr).toMatch(/^\S+: The data home has format 99; .* The log is \S+\. \[HOME_NEWER\]\n$/);
  });
});
