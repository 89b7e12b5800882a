export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape they assert themselves
  readonly body: any;
}

/** A browser as far as the server can tell: keeps cookies, asks for a CSRF token before it changes anything. */
export class TestBrowser {
  readonly #url: string;
  readonly #address: string | undefined;
  readonly #cookies = new Map<string, string>();

  /** The address is what a proxy in front of the portal would forward. */
  constructor(url: string, address?: string) {
    this.#url = url;
    this.#address = address;
  }

  /** The whole Set-Cookie line of the session. */
  get sessionCookie(): string {
    return this.#cookies.get('yardstick_session') ?? '';
  }

  async get(path: string, language = 'zh-CN'): Promise<TestAnswer> {
    return this.#request(path, { headers: { 'accept-language': language } });
  }

  async send(method: string, path: string, body?: object, token?: string): Promise<TestAnswer> {
    return this.#request(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { 'x-csrf-token': token }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async csrfToken(): Promise<string> {
    return (await this.get('/api/csrf')).body.token;
  }

  async signIn(login: string, password: string): Promise<TestAnswer> {
    return this.send('POST', '/api/session', { login, password }, await this.csrfToken());
  }

  async signOut(): Promise<TestAnswer> {
    return this.send('DELETE', '/api/session', undefined, await this.csrfToken());
  }

  async #request(path: string, init: RequestInit): Promise<TestAnswer> {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...this.#cookies.values()].map((line) => line.split(';')[0]).join('; '));
    if (this.#address !== undefined) headers.set('x-forwarded-for', this.#address);
    const response = await fetch(this.#url + path, { ...init, headers });
    for (const line of response.headers.getSetCookie()) this.#cookies.set(line.split('=')[0] ?? '', line);
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    const body = isJson ? await response.json() : await response.text();
    return { status: response.status, headers: response.headers, body };
  }
}
