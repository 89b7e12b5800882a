import { createHash } from 'node:crypto';
import { statementOf } from '../statement.ts';
import { readFacts } from './kept-facts.ts';
import type { PlanStatement } from './statement-rows.ts';

/** Statements made of rows of `mart.appraisal_facts`, asked for by the mart that wants them. */
export interface StatementMemory {
  statementsOf(mart: string, rows: readonly unknown[]): readonly PlanStatement[];
}

interface Remembered {
  readonly digest: string;
  readonly statements: readonly PlanStatement[];
  readonly told: Set<string>;
}

/**
 * Appraises the same facts once for all of `marts`, which are built one after the other from the same versions. Only the newest facts are
 * remembered, and no longer than until each mart has been told: a large company's statements are hundreds of megabytes.
 */
export function statementMemory(marts: readonly string[]): StatementMemory {
  let kept: Remembered | undefined;
  return {
    statementsOf(mart, rows) {
      const digest = digestOf(rows);
      const current =
        kept?.digest === digest ? kept : { digest, statements: appraised(rows), told: new Set<string>() };
      current.told.add(mart);
      kept = marts.every((name) => current.told.has(name)) ? undefined : current;
      return current.statements;
    },
  };
}

function appraised(rows: readonly unknown[]): readonly PlanStatement[] {
  return readFacts(rows).map(({ facts, ...of }) => ({ of, statement: statementOf(facts) }));
}

function digestOf(rows: readonly unknown[]): string {
  const hash = createHash('sha256');
  for (const row of rows) hash.update(JSON.stringify(row)).update('\n');
  return hash.digest('hex');
}
