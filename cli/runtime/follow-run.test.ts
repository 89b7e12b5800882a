import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ledger, openLedger } from '../../ledger/open.ts';
import type { RunProgress } from '../../workflows/run-progress.ts';
import { followRun, type RunsClient } from './follow-run.ts';
import { patiently } from './patiently.ts';

const run = { workflowId: 'nightly-first', runId: '00000000-0000-4000-8000-000000000001' };
const stream = { source: 'erp', stream: 'order', state: 'reading', pages: 0, read: 0, rows: 0 } as const;
const reading: RunProgress = { runId: run.runId, phase: 'reading', streams: [stream], assets: [] };

/** A Temporal that answers the questions for progress in turn; undefined is one that is away. */
function temporal(answers: readonly (RunProgress | undefined)[]): RunsClient {
  let asked = 0;
  return {
    workflow: {
      getHandle: () => ({
        query: () => told(answers[asked++]),
        describe: () => Promise.reject(new Error('UNAVAILABLE')),
      }),
    },
  };
}

async function told(answer: RunProgress | undefined): Promise<RunProgress> {
  if (answer === undefined) throw new Error('UNAVAILABLE');
  return answer;
}

let away: Ledger;
beforeAll(() => {
  away = openLedger('postgres://127.0.0.1:1/none');
});
afterAll(() => away.close());

describe('a run that is followed', () => {
  it('is followed on while Temporal and the ledger are away', async () => {
    const shown: string[] = [];
    const view = { show: ({ phase }: RunProgress) => shown.push(phase), end: () => shown.push('end') };
    const client = temporal([reading, undefined, reading, { ...reading, phase: 'done' }]);
    const followed = followRun(client, away.db, run, view, { forMs: 20, everyMs: 10 });
    await expect(followed).rejects.toThrow();
    expect(shown).toEqual(['reading', 'reading', 'done', 'end']);
  });
});

describe('patience', () => {
  it('has the answer of an engine that comes back, and the failure of one that does not', async () => {
    let asked = 0;
    const later = async () => {
      asked += 1;
      if (asked < 3) throw new Error('away');
      return asked;
    };
    expect(await patiently(later, { forMs: 1_000, everyMs: 5 })).toBe(3);
    await expect(
      patiently(() => Promise.reject(new Error('gone')), { forMs: 20, everyMs: 5 }),
    ).rejects.toThrow('gone');
  });
});
