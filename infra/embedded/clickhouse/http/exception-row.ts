const formats = /^json(strings)?eachrow(withprogress)?$/i;

/**
 * An error as one more row, as a server writes it with `http_write_exception_in_output_format=1`; undefined for formats
 * whose rows are no objects on lines of their own.
 */
export function exceptionRow(format: string, text: string): string | undefined {
  return formats.test(format) ? `${JSON.stringify({ exception: text.trimEnd() })}\n` : undefined;
}
