/** PostgreSQL takes 65,535 parameters in one statement. */
const chunk = 2_000;

/** Rows in pieces that one statement takes, up to thirty columns each; none without rows. */
export function* chunksOf<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += chunk) yield rows.slice(at, at + chunk);
}
