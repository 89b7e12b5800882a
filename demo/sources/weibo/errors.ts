/** An answer as Weibo gives it: `{ request, error_code, error }`. */
export class WeiboError extends Error {
  override readonly name = 'WeiboError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** The code comes as text or as a number, depending on the day; here on whether it is even. */
  body(request: string) {
    const code = Number(this.code);
    return { request, error_code: code % 2 === 0 ? this.code : code, error: this.message };
  }
}
