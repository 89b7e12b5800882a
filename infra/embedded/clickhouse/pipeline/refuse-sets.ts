import type { Engine } from '../engine/engine.ts';
import { ServerError } from '../server-error.ts';
import { identifierName, isWord, tokens } from '../sql/lexer.ts';
import type { ClickHouseUser } from '../users.ts';
import type { Statement } from './classify.ts';
import type { QueryOptions } from './query-options.ts';

/**
 * `x IN db.set` asks a table of the engine Set, for which the engine checks neither grants nor filters. Whoever has few rights may
 * not name such a table beside an IN. Throws 497.
 */
export async function refuseSets(
  user: ClickHouseUser,
  { sql }: Pick<Statement, 'sql'>,
  { params }: Pick<QueryOptions, 'params'>,
  engine: Pick<Engine, 'rows'>,
): Promise<void> {
  if (user.rights === 'admin' || user.rights === 'loader') return;
  const all = [...tokens(sql)];
  const asks = all.some(
    (token) => isWord(token, 'IN') || /in$|inignoreset$/i.test(identifierName(token) ?? ''),
  );
  if (!asks) return;
  const named = [...all.map((token) => identifierName(token) ?? ''), ...params.values()].flatMap((name) =>
    name.replaceAll(/[`"]/g, '').split('.'),
  );
  const sets = new Set(
    (await engine.rows("SELECT name FROM system.tables WHERE engine = 'Set'")).map(String),
  );
  const name = named.find((each) => sets.has(each));
  if (name !== undefined)
    throw new ServerError(
      497,
      'ACCESS_DENIED',
      `${user.name}: Not enough privileges to use the set ${name}.`,
    );
}
