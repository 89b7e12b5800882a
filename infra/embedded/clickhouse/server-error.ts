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

const enginePattern = /^Code: (\d+)\. DB::Exception: ([\s\S]*?)(?: \(([A-Z][A-Z0-9_]+)\))?$/;
const wrapped =
  /^Code: \d+\. DB::Exception: (Code: \d+\. DB::Exception: [\s\S]*) \(version [^)]*\)\. \([A-Z0-9_]+\)$/;
/** Where the endpoint keeps a request's rows is nothing to the client. */
const spoolPath = /: \(in file\/uri [^)]*\)/g;

/** Reads the engine's error text. Settings and format errors come wrapped in themselves; the addon adds a prefix to some. */
export function asServerError(caught: unknown): ServerError {
  if (caught instanceof ServerError) return caught;
  if (isFull(caught)) {
    const message = 'No space left on device: the rows of this request could not be kept.';
    return new ServerError(243, 'NOT_ENOUGH_SPACE', message, { cause: caught });
  }
  const text = unwrapped(caught instanceof Error ? caught.message : String(caught));
  const [, code, message = '', type = 'UNKNOWN'] = enginePattern.exec(text) ?? [];
  if (code === undefined) return new ServerError(1002, 'UNKNOWN_EXCEPTION', text, { cause: caught });
  return new ServerError(Number(code), type, message, { cause: caught });
}

/** The disk was full before the engine saw a row. */
function isFull(caught: unknown): boolean {
  return caught instanceof Error && 'code' in caught && caught.code === 'ENOSPC';
}

function unwrapped(message: string): string {
  let text = message
    .replace(/^Query failed: /, '')
    .replaceAll(spoolPath, '')
    .trim();
  for (let inner = wrapped.exec(text)?.[1]; inner !== undefined; inner = wrapped.exec(text)?.[1])
    text = inner;
  return text;
}
