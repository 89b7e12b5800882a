import { expect, test } from 'vitest';
import { killByTag } from './kill-query.ts';

test('an id is looked for in the comment, without waiting', () => {
  const sql = "KILL QUERY WHERE user = 'default' AND query_id = 'it''s' SYNC";
  expect(killByTag(sql, (id) => `<${id}>`)).toBe(
    "KILL QUERY WHERE user = 'default' AND startsWith (query, '<it\\'s>') ASYNC",
  );
});
