import type { ErrorCode } from '../../errors/catalogue.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { type PageName, subjectOf } from '../kit/page-name.ts';

interface Meaning {
  readonly code: ErrorCode;
  readonly happened: string;
}

const bySqlState: readonly (readonly [RegExp, Meaning])[] = [
  [/^28/, { code: 'SOURCE_AUTH', happened: 'The database refused the user or password.' }],
  [/^42501$/, { code: 'SOURCE_AUTH', happened: 'The user may not read this table.' }],
  [/^3D000$/, { code: 'SOURCE_CONTRACT', happened: 'The database named in the address does not exist.' }],
  [/^42P01$/, { code: 'SOURCE_CONTRACT', happened: 'The table does not exist.' }],
  [/^42703$/, { code: 'SOURCE_CONTRACT', happened: 'A column does not exist.' }],
  [/^(22|42)/, { code: 'SOURCE_CONTRACT', happened: 'The table does not have the declared form.' }],
  [/^53300$/, { code: 'SOURCE_THROTTLED', happened: 'The database has no free connection.' }],
  [/^57014$/, { code: 'SOURCE_UNREACHABLE', happened: 'The query took longer than the statement timeout.' }],
  [/^(08|40|53|57)/, { code: 'SOURCE_UNREACHABLE', happened: 'The database ended the query.' }],
];

/**
 * What a failed query means. The server's own message may quote row values, so only its code is passed on, and
 * the cause is kept only for failures below SQL.
 */
export function databaseError(caught: unknown, name: PageName): unknown {
  if (caught instanceof YardstickError) return caught;
  const code = codeOf(caught);
  const subject = subjectOf(name);
  if (code === undefined || !/^[0-9A-Z]{5}$/.test(code)) {
    return new YardstickError(
      'SOURCE_UNREACHABLE',
      `The connection failed or broke off (${code ?? 'no code'}).`,
      {
        subject,
      },
    );
  }
  const meaning = bySqlState.find(([pattern]) => pattern.test(code))?.[1];
  const { code: ours, happened } = meaning ?? {
    code: 'SOURCE_BAD_RESPONSE',
    happened: 'The database reported an error.',
  };
  return new YardstickError(ours, `${happened.replace(/\.$/, '')} (SQLSTATE ${code}).`, { subject });
}

function codeOf(caught: unknown): string | undefined {
  if (caught instanceof AggregateError) return codeOf(caught.errors[0]);
  if (typeof caught !== 'object' || caught === null || !('code' in caught)) return undefined;
  return typeof caught.code === 'string' ? caught.code : undefined;
}
