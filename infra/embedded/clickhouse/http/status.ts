const byCode = new Map<number, number>([
  ...[194].map((code) => [code, 401] as const),
  ...[192, 193, 497, 512, 516].map((code) => [code, 403] as const),
  // Unknown table, function, identifier, type, storage, database, setting, aggregate function, format, database engine.
  ...[60, 46, 47, 50, 56, 81, 115, 63, 73, 336, 372].map((code) => [code, 404] as const),
  // Parse and type errors.
  ...[6, 25, 26, 27, 36, 38, 41, 43, 44, 53, 62, 70, 72, 117, 374, 376, 456, 457].map(
    (code) => [code, 400] as const,
  ),
  [48, 501],
  [159, 408],
]);

/** After how many seconds a client may ask again, where waiting helps; undefined elsewhere. */
export function retryAfterSeconds(code: number): number | undefined {
  return code === 202 ? 1 : undefined;
}

/** The HTTP status that a ClickHouse server gives with an error code (its `exceptionCodeToHTTPStatus`). */
export function httpStatus(code: number): number {
  return byCode.get(code) ?? 500;
}
