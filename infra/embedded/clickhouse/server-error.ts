/**
 * An error in the words of a ClickHouse server: `Code: 62. DB::Exception: … (SYNTAX_ERROR)`.
 * It is for clients of the endpoint, which read the code; our own errors are YardstickErrors.
 */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  readonly code: number;
  readonly type: string;

  constructor(code: number, type: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.type = type;
  }

  /** The text a client expects in the body. */
  text(version: string): string {
    return `Code: ${this.code}. DB::Exception: ${this.message} (${this.type}) (version ${version} (embedded))\n`;
  }
}

const enginePattern = /^Code: (\d+)\. DB::Exception: ([\s\S]*?)(?: \(([A-Z][A-Z0-9_]+)\))?\s*$/;

/** Reads the engine's error text. Settings errors come wrapped twice; the addon adds a prefix to some. */
export function asServerError(caught: unknown): ServerError {
  if (caught instanceof ServerError) return caught;
  const text = (caught instanceof Error ? caught.message : String(caught))
    .replace(/^Query failed: /, '')
    .trim();
  const inner =
    /^Code: \d+\. DB::Exception: (Code: \d+\. DB::Exception: [\s\S]*\([A-Z0-9_]+\)) \(version [^)]*\)\. \([A-Z0-9_]+\)$/.exec(
      text,
    )?.[1];
  const parsed = enginePattern.exec(inner ?? text);
  if (parsed?.[1] === undefined) return new ServerError(1002, 'UNKNOWN_EXCEPTION', text, { cause: caught });
  return new ServerError(Number(parsed[1]), parsed[3] ?? 'UNKNOWN', parsed[2] ?? '', { cause: caught });
}
