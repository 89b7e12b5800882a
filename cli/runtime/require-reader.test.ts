import { expect, it } from 'vitest';
import { requireReader } from './require-reader.ts';

const project = (...streams: readonly string[]) => ({
  config: {
    file: 'yardstick.yaml',
    sources: [
      { name: 'erp', connector: 'sql' },
      { name: 'decided', connector: 'ledger' },
    ],
  },
  streams: [
    // A table of that name in another system is no decision.
    ...['customer_merge', 'customer_apart', 'suspicion_decision'].map((stream) => ({
      source: 'erp',
      stream,
    })),
    ...streams.map((stream) => ({ source: 'decided', stream })),
  ],
});

it('lets decide what a source of the ledger reads', () => {
  requireReader(project('customer_merge', 'customer_apart'), 'customers');
  requireReader(project('suspicion_decision'), 'suspicions');
});

it.each([
  [['suspicion_decision'], 'customers', 'Add customer_merge and customer_apart to'],
  [['customer_apart'], 'customers', 'Add customer_merge and customer_apart to'],
  [['target'], 'suspicions', 'Add suspicion_decision to'],
] as const)('of %j lets nobody decide on %s', (streams, of, advice) => {
  expect(() => requireReader(project(...streams), of)).toThrow(
    expect.objectContaining({
      code: 'CONFIG_INVALID',
      message: `No source reads decisions on ${of}.`,
      advice: `${advice} the streams of a source of connector ledger in yardstick.yaml.`,
    }),
  );
});
