import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ensureWorkflowBundle } from '../../cli/runtime/workflow-bundle.ts';
import { projectRoot } from '../../config/project-root.ts';

const stored = z.object({ workflowId: z.string(), history: z.unknown() });

const folder = join(projectRoot(), 'tests', 'replay', 'histories');
const histories = readdirSync(folder).filter((file) => file.endsWith('.json'));

/**
 * Runs under way when Yardstick is updated are continued by the new code. Every history recorded from a real run must
 * replay without a difference; a change that breaks one needs a patch marker, not a new history.
 */
describe('stored histories', () => {
  beforeAll(() =>
    Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} } }),
  );

  it('are there for every workflow', () => {
    const recorded = new Set(histories.map((file) => file.split('.')[0]));
    expect([...recorded].sort()).toEqual(['load-stream', 'materialize', 'nightly', 'operations']);
  });

  it.each(histories)('%s replays', async (file) => {
    await replay(readFileSync(join(folder, file), 'utf8'));
  });

  it('notices code that does other things than the history tells', async () => {
    const file = histories.find((name) => name.startsWith('materialize')) ?? '';
    const text = readFileSync(join(folder, file), 'utf8').replaceAll('"buildAsset"', '"somethingElse"');
    await expect(replay(text)).rejects.toThrow(/nondeterminism/i);
  });
});

async function replay(text: string): Promise<void> {
  const { workflowId, history } = stored.parse(JSON.parse(text));
  await Worker.runReplayHistory({ workflowBundle: await ensureWorkflowBundle() }, history, workflowId);
}
