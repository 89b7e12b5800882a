import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { raiseAlert } from '../../ledger/alert.ts';
import { latestAudit } from '../../ledger/audit.ts';
import { revokeSessionsOf } from '../../ledger/session.ts';
import { TestBrowser } from './test-browser.ts';
import { password } from './test-company.ts';
import { testPortal, tile } from './test-portal.ts';

const { url, db, warehouseUrl, open, signedIn } = testPortal();

describe('signing in', () => {
  it('needs the CSRF token of this browser', async () => {
    const browser = new TestBrowser(url());
    const without = await browser.send('POST', '/api/session', { login: 'rep@example.com', password });
    expect(without.status).toBe(403);
    expect(without.body.code).toBe('PORTAL_CSRF');
    const other = new TestBrowser(url());
    const stolen = await other.csrfToken();
    const crossed = await browser.send(
      'POST',
      '/api/session',
      { login: 'rep@example.com', password },
      stolen,
    );
    expect(crossed.status).toBe(403);
  });

  it('sets a cookie that scripts cannot read and other sites cannot send', async () => {
    const browser = await signedIn('analyst');
    expect(browser.sessionCookie).toMatch(/HttpOnly/);
    expect(browser.sessionCookie).toMatch(/SameSite=Strict/);
  });

  it('ends with signing out, with revocation and with time', async () => {
    const browser = await signedIn('analyst');
    expect((await browser.signOut()).status).toBe(200);
    expect((await browser.get('/api/dashboards')).status).toBe(401);

    const revoked = await signedIn('analyst');
    const account = await db()
      .selectFrom('account')
      .select('id')
      .where('email', '=', 'analyst@example.com')
      .executeTakeFirstOrThrow();
    await revokeSessionsOf(db(), account.id);
    expect((await revoked.get('/api/dashboards')).status).toBe(401);

    const expired = await signedIn('analyst');
    await db()
      .updateTable('session')
      .set({ expiresAt: '2020-01-01T00:00:00Z' })
      .where('accountId', '=', account.id)
      .execute();
    expect((await expired.get('/api/dashboards')).status).toBe(401);
  });

  it('locks an account after ten failures, telling strangers nothing', async () => {
    const browser = new TestBrowser(url());
    const answers = [];
    for (let attempt = 0; attempt < 10; attempt += 1) {
      answers.push(await browser.signIn('hr@example.com', 'wrong password'));
    }
    const locked = await browser.signIn('hr@example.com', password);
    const unknown = await browser.signIn('nobody@example.com', password);
    expect(locked.status).toBe(401);
    expect((await browser.signIn('a\u0000b', password)).status).toBe(400);
    expect({ ...locked.body, reference: '' }).toEqual({ ...unknown.body, reference: '' });
    expect(answers.every(({ status }) => status === 401)).toBe(true);
    const refused = (await latestAudit(db(), 2)).find((entry) => entry.subject === 'hr@example.com');
    expect(refused?.detail).toEqual({ reason: 'locked' });
  });
});

/** Each attempt from another address, with the portal's own limits. */
const behindProxy = { https: true, loginsPerMinute: 3, failuresPerMinute: 5 };
let addresses = 0;
const nextAddress = () => {
  addresses += 1;
  return `203.0.113.${addresses}`;
};

describe('guessing', () => {
  it('is slowed down per address, whatever the account', async () => {
    const guarded = await open(warehouseUrl(), { loginsPerMinute: 3 });
    try {
      const browser = new TestBrowser(guarded.url);
      const statuses = [];
      for (const login of ['a@example.com', 'b@example.com', 'c@example.com', 'd@example.com']) {
        statuses.push((await browser.signIn(login, 'a guess of ours')).status);
      }
      expect(statuses).toEqual([401, 401, 401, 429]);
    } finally {
      await guarded.stop();
    }
  });

  it('is slowed down per login, from whatever address, and whether the account exists or not', async () => {
    const guarded = await open(warehouseUrl(), behindProxy);
    const signIn = (login: string, attempt: string) =>
      new TestBrowser(guarded.url, nextAddress()).signIn(login, attempt);
    try {
      for (const login of ['finance@example.com', 'nobody@example.com']) {
        const statuses = [];
        for (let attempt = 0; attempt < 5; attempt += 1) {
          statuses.push((await signIn(login, 'a guess of ours')).status);
        }
        expect(statuses).toEqual([401, 401, 401, 401, 401]);
        const refused = await signIn(` ${login.toUpperCase()}`, password);
        expect(refused.status).toBe(429);
        expect(refused.body).toMatchObject({ code: 'PORTAL_TOO_MANY', message: '请求过于频繁。' });
        expect(refused.headers.get('retry-after')).toBe('60');
      }
      expect((await signIn('rep@example.com', password)).status).toBe(200);
    } finally {
      await guarded.stop();
    }
  });

  it('counts guesses sent at the same time', async () => {
    const guarded = await open(warehouseUrl(), behindProxy);
    try {
      const guesses = Array.from({ length: 12 }, () =>
        new TestBrowser(guarded.url, nextAddress()).signIn('analyst@example.com', 'a guess of ours'),
      );
      const statuses = (await Promise.all(guesses)).map(({ status }) => status);
      expect(statuses.filter((status) => status === 401)).toHaveLength(5);
      expect(statuses.filter((status) => status === 429)).toHaveLength(7);
    } finally {
      await guarded.stop();
    }
  });

  it('leaves the owner of the login a way in: after a minute, and with the count cleared', async () => {
    let now = Date.parse('2026-09-18T04:00:00Z');
    const change = { ...behindProxy, failuresPerMinute: 2, now: () => new Date(now) };
    const guarded = await open(warehouseUrl(), change);
    const signIn = async (attempt: string) =>
      (await new TestBrowser(guarded.url, nextAddress()).signIn('manager@example.com', attempt)).status;
    try {
      expect([await signIn('a first guess'), await signIn('a second guess')]).toEqual([401, 401]);
      expect(await signIn(password)).toBe(429);
      now += 60_000;
      expect([await signIn('a mistyped one'), await signIn(password)]).toEqual([401, 200]);
      expect([await signIn('a mistyped one'), await signIn(password)]).toEqual([401, 200]);
    } finally {
      await guarded.stop();
    }
  });
});

describe('when something is wrong', () => {
  it('the banner tells everybody, and those who run the data what it is about', async () => {
    await raiseAlert(db(), { kind: 'run failed', subject: 'nightly', message: 'crm.task answered 500' });
    const executive = (await (await signedIn('executive')).get('/api/alerts', 'en')).body.alerts;
    expect(executive).toMatchObject([{ severity: 'critical' }]);
    expect(executive[0].message).not.toContain('crm.task');
    const admin = (await (await signedIn('admin')).get('/api/alerts', 'en')).body.alerts;
    expect(admin[0].message).toContain('crm.task answered 500');
  });

  it('the Data page shows sources, runs, assets, checks and quarantine', async () => {
    const { body } = await (await signedIn('admin')).get('/api/data');
    expect(body.sources.rows.map((row: { source: string }) => row.source)).toEqual(['crm', 'erp', 'social']);
    expect(body.runs.rows[0]).toMatchObject({ kind: 'nightly', status: 'succeeded' });
    expect(body.assets.rows).toHaveLength(4);
    expect(body.checks.rows).toMatchObject([{ check: 'rowDelta', blocking: false }]);
    expect(body.quarantine.rows).toMatchObject([{ asset: 'mart.sales_daily', rows: 3 }]);
  });

  it('a warehouse that does not answer gives a tile a text and a retry, never a stack', async () => {
    const broken = await open('http://127.0.0.1:9');
    try {
      const browser = new TestBrowser(broken.url);
      await browser.signIn('executive@example.com', password);
      const { status, body } = await browser.get(tile('sales-overview', 'net-sales'), 'en');
      expect(status).toBe(503);
      expect(body).toMatchObject({ code: 'WAREHOUSE_UNREACHABLE', retryable: true });
      expect(JSON.stringify(body)).not.toMatch(/SELECT|at \w+ \(|127\.0\.0\.1/);
      expect((await browser.get('/api/alerts')).status).toBe(200);
    } finally {
      await broken.stop();
    }
  });

  it('an address that does not exist is a 404 with a way on', async () => {
    const browser = await signedIn('executive');
    expect((await browser.get('/api/dashboards/nothing')).body.code).toBe('PORTAL_NOT_FOUND');
    expect((await browser.get('/api/nothing')).status).toBe(404);
  });
});

/** Malformed encodings, and a name longer than the router reads. */
const unreadable = ['/%zz', '/%', '/assets/%ff', '/api/%zz', `/api/dashboards/${'a'.repeat(101)}`];

describe('an address that cannot be read', () => {
  it.each(unreadable)('%s is answered like any other at which there is nothing', async (path) => {
    const folder = await mkdtemp(join(tmpdir(), 'yardstick-pages-'));
    await writeFile(join(folder, 'index.html'), '<!doctype html>');
    const withPages = await open(warehouseUrl(), { webFolder: folder });
    try {
      for (const address of [url(), withPages.url]) {
        const { status, headers, body } = await new TestBrowser(address).get(path, 'en');
        expect(status).toBe(404);
        expect(body).toMatchObject({ code: 'PORTAL_NOT_FOUND', message: 'There is no such page or tile.' });
        expect(headers.get('content-security-policy')).toContain("script-src 'self'");
        expect(headers.get('cache-control')).toBe('no-store');
        expect((await new TestBrowser(address).send('POST', path, {})).status).toBe(404);
      }
    } finally {
      await withPages.stop();
      await rm(folder, { recursive: true });
    }
  });
});

describe('every response', () => {
  it('carries the page policy and is not stored', async () => {
    const response = await fetch(`${url()}/api/me`);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });
});
