import pg from 'pg';
import { YardstickError } from '../errors/yardstick-error.ts';

/** bigint as a checked number, timestamptz as ISO-8601 UTC text, date as `2026-11-01`. */
export function columnTypes(): pg.TypeOverrides {
  const overrides = new pg.TypeOverrides();
  overrides.setTypeParser(pg.types.builtins.INT8, safeInteger);
  overrides.setTypeParser(pg.types.builtins.TIMESTAMPTZ, isoInstant);
  overrides.setTypeParser(pg.types.builtins.DATE, (text) => text);
  return overrides;
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new YardstickError(
    'UNEXPECTED',
    `The ledger holds the number ${text}, too large to be read exactly.`,
  );
}

function isoInstant(text: string): string {
  // PostgreSQL writes `2026-11-20 02:00:00.123+00`: a space for the T, and an offset without minutes.
  const iso = text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
  return new Date(iso).toISOString();
}
