import { describe, expect, it } from 'vitest';
import { holdUpLine } from './hold-up-line.ts';

const now = new Date('2026-03-01T02:00:00Z');
const failed = { subject: 'crm.Task', failed: 2, problem: 'Salesforce did not answer.' };

describe('what holds a run up', () => {
  it('is told with how often it was tried, when again, and why', () => {
    expect(holdUpLine({ ...failed, nextAt: new Date('2026-03-01T02:00:04Z') }, now)).toBe(
      'crm.Task: 2 attempts failed, the next one begins in 4.0 s. Salesforce did not answer.',
    );
    expect(holdUpLine({ ...failed, failed: 1, nextAt: undefined }, now)).toBe(
      'crm.Task: 1 attempt failed, the next one is at work. Salesforce did not answer.',
    );
  });

  it('is told with whom it waits for', () => {
    expect(holdUpLine({ subject: undefined, waitingFor: 'run 7 (a/1/b, attempt 1)' }, now)).toBe(
      'the run: waits for run 7 (a/1/b, attempt 1)',
    );
  });
});
