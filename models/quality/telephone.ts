/** What follows a number inside a house. */
export const extension = '(转|分机|ext|x|#).*$';

/** China's prefix, of a mobile or of a number with its area. */
export const countryPrefix = '^(00)?86(1[0-9]{10}|0?[1-9][0-9]{8,10})$';

/**
 * SQL: digits of a telephone number without extension, country and leading zeros; empty for none or for one digit repeated.
 * dim.customer_match folds numbers by the same patterns.
 */
export function foldedTelephone(column: string): string {
  const dialled = `replaceRegexpOne(normalizeUTF8NFKC(lowerUTF8(coalesce(${column}, ''))), '${extension}', '')`;
  const digits = `replaceRegexpOne(replaceRegexpAll(${dialled}, '[^0-9]', ''), '${countryPrefix}', '\\\\2')`;
  return `arrayMap(n -> if(n = repeat(left(n, 1), length(n)), '', n), [replaceRegexpOne(${digits}, '^0+', '')])[1]`;
}
