const types: readonly (readonly [RegExp, string])[] = [
  [/^JSON.*EachRow/, 'application/x-ndjson; charset=UTF-8'],
  [/^JSON/, 'application/json; charset=UTF-8'],
  [/^(CSV|CustomSeparated)/, 'text/csv; charset=UTF-8; header=absent'],
  [/^(TSV|TabSeparated)/, 'text/tab-separated-values; charset=UTF-8'],
  [/^XML$/, 'application/xml; charset=UTF-8'],
  [/^Parquet$/, 'application/octet-stream'],
  [/^Arrow/, 'application/octet-stream'],
  [/^(Native|RowBinary)/, 'application/octet-stream'],
];

/** `Content-Type` of a result in the format. */
export function contentType(format: string): string {
  const found = types.find(([pattern]) => pattern.test(format))?.[1] ?? 'text/plain; charset=UTF-8';
  return format.includes('WithNames') ? found.replace('header=absent', 'header=present') : found;
}
