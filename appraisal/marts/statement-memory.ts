import { statementOf } from '../statement.ts';
import { readFacts } from './kept-facts.ts';
import type { PlanStatement } from './statement-rows.ts';

/** Rows of `mart.appraisal_facts`: equal keys stand for equal rows. */
export interface KeptRows {
  readonly key: string;
  rows(): Promise<Iterable<unknown>>;
}

/** Statements made of facts, asked for by the mart that wants them. */
export interface StatementMemory {
  statementsOf(mart: string, facts: KeptRows): Promise<readonly PlanStatement[]>;
}

interface Remembered {
  readonly statements: Promise<readonly PlanStatement[]>;
  readonly told: Set<string>;
}

/** Marts that are built side by side may be one piece of a long history apart. */
const rememberedAtOnce = 2;

/**
 * Reads and appraises the same facts once for all of `marts`, which are built beside each other from the same versions. Only the newest
 * facts are remembered, and no longer than until each mart has been told: a large company's statements are hundreds of megabytes.
 */
export function statementMemory(marts: readonly string[]): StatementMemory {
  const kept = new Map<string, Remembered>();
  return {
    async statementsOf(mart, facts) {
      const known = kept.get(facts.key);
      const current = known ?? { statements: appraised(facts), told: new Set<string>() };
      current.told.add(mart);
      kept.set(facts.key, current);
      if (marts.every((name) => current.told.has(name))) kept.delete(facts.key);
      for (const oldest of [...kept.keys()].slice(0, -rememberedAtOnce)) kept.delete(oldest);
      try {
        return await current.statements;
      } catch (thrown) {
        // What could not be read may be read the next time.
        if (kept.get(facts.key) === current) kept.delete(facts.key);
        throw thrown;
      }
    },
  };
}

async function appraised(facts: KeptRows): Promise<readonly PlanStatement[]> {
  return readFacts(await facts.rows()).map(({ facts: read, ...of }) => ({
    of,
    statement: statementOf(read),
  }));
}
