import { defineSearchAttributeKey } from '@temporalio/common';

/** What runs can be found by in Temporal's own web pages. */
export const searchAttributes = {
  asset: defineSearchAttributeKey('asset', 'KEYWORD'),
  runKind: defineSearchAttributeKey('runKind', 'KEYWORD'),
  runStatus: defineSearchAttributeKey('runStatus', 'KEYWORD'),
};
