import { ClickHouseError } from '@clickhouse/client';
import { describe, expect, it } from 'vitest';
import { sqlRefusal } from './sql-refusal.ts';

/** In the words of the server. */
const said = {
  denied: ['497', 'ACCESS_DENIED', 'default: Not enough privileges.'],
  readonly: ['164', 'READONLY', 'bi: Cannot execute query in readonly mode. '],
  syntax: ['62', 'SYNTAX_ERROR', 'Syntax error: failed at position 1'],
  table: ['60', 'UNKNOWN_TABLE', "Unknown table expression identifier 'mart.nothing'"],
  column: ['47', 'UNKNOWN_IDENTIFIER', 'Unknown identifier nothing'],
  layer: ['81', 'UNKNOWN_DATABASE', 'Database nowhere does not exist'],
  busy: ['202', 'TOO_MANY_SIMULTANEOUS_QUERIES', 'Too many simultaneous queries.'],
} as const;

function explained(what: keyof typeof said, adminMay: readonly ('164' | '497')[]): string {
  const [code, type, message] = said[what];
  return sqlRefusal(new ClickHouseError({ code, type, message }), 'SELECT 1', adminMay).explain();
}

describe('a statement that was refused', () => {
  it('for lack of rights is advised to another user, where that one has them', () => {
    expect(explained('denied', ['164', '497'])).toContain('`--user admin`');
    expect(explained('readonly', ['164'])).toContain('`--user admin`');
    expect(explained('denied', ['164'])).not.toContain('admin');
    expect(explained('readonly', [])).not.toContain('admin');
  });

  it('for what it says is advised to be corrected, in sentences', () => {
    expect(explained('syntax', ['164', '497'])).toBe(
      'ClickHouse error 62: Syntax error: failed at position 1. Correct the statement. [WAREHOUSE_REFUSED]',
    );
    expect(explained('table', ['164', '497'])).toMatch(/SHOW TABLES FROM mart/);
    expect(explained('column', ['164', '497'])).toMatch(/DESCRIBE TABLE mart\.kpi_monthly/);
    expect(explained('layer', ['164', '497'])).toMatch(/SHOW DATABASES/);
  });

  it('for the moment keeps the advice to wait', () => {
    expect(explained('busy', ['164', '497'])).toMatch(/It will be tried again.*WAREHOUSE_BUSY/);
  });
});
