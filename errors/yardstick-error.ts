import { catalogue, type ErrorCode, type ErrorKind } from './catalogue.ts';

export interface ErrorDetails {
  /** The thing it happened to: `erp.sales_order_header page 12`, `sources.crm.connection.url`. */
  readonly subject?: string;
  /** Replaces the catalogue's advice where the place knows better. */
  readonly advice?: string;
  /** For throttling and quota: the pause the source asked for, in milliseconds. */
  readonly retryAfterMs?: number;
  /** SQL that failed; never row values. */
  readonly sql?: string;
  readonly cause?: unknown;
}

/** An error meant for people: what happened, to which thing, what to do next. */
export class YardstickError extends Error {
  override readonly name = 'YardstickError';
  readonly code: ErrorCode;
  readonly subject: string | undefined;
  readonly advice: string;
  readonly retryAfterMs: number | undefined;
  readonly sql: string | undefined;

  constructor(code: ErrorCode, happened: string, details: ErrorDetails = {}) {
    super(happened, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.subject = details.subject;
    this.advice = details.advice ?? catalogue[code].advice;
    this.retryAfterMs = details.retryAfterMs;
    this.sql = details.sql;
  }

  get kind(): ErrorKind {
    return catalogue[this.code].kind;
  }

  get retryable(): boolean {
    return this.kind === 'transient' || this.kind === 'throttled';
  }

  /** The text a person sees. */
  explain(): string {
    const subject = this.subject === undefined ? '' : `${this.subject}: `;
    return `${subject}${this.message} ${this.advice} [${this.code}]`;
  }
}

/** Turns anything caught at a border into a YardstickError, keeping the cause. */
export function asYardstickError(caught: unknown): YardstickError {
  if (caught instanceof YardstickError) return caught;
  const happened = caught instanceof Error ? caught.message : String(caught);
  return new YardstickError('UNEXPECTED', happened, { cause: caught });
}
