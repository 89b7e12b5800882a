import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestClickHouse, testClickHouse } from '../../infra/embedded/clickhouse/test-server.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const shots = process.env.SHOTS;
let server: TestClickHouse;
let browser: Browser;

describe.skipIf(!existsSync(executablePath))('the SQL page of the embedded ClickHouse', () => {
  beforeAll(async () => {
    server = await testClickHouse();
    const args = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run'];
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function opened(width: number, locale: string, colorScheme: 'light' | 'dark') {
    const context = await browser.newContext({ viewport: { width, height: 800 }, locale, colorScheme });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('favicon')) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${server.url}/play`);
    await page.fill('#password', server.password);
    return { page, complaints };
  }

  async function run(page: Page, sql: string): Promise<void> {
    await page.fill('#sql', sql);
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.press('#sql', 'Control+Enter');
    await answered;
    await page.locator('#run:enabled').waitFor();
  }

  test.each([
    [1280, 'en-GB', 'light', 'Query', '3 rows in'],
    [390, 'zh-CN', 'dark', '查询', '3 行'],
  ] as const)('runs a query at %i px in %s, %s', async (width, locale, scheme, title, status) => {
    const { page, complaints } = await opened(width, locale, scheme);
    expect(await page.textContent('h1')).toBe(title);
    await run(page, "SELECT number AS n, '<b>' || repeat('长', 20) AS s, NULL AS nothing FROM numbers(3)");
    expect(await page.textContent('#status')).toContain(status);
    expect(await page.locator('td').first().textContent()).toBe('0');
    expect(await page.locator('tr').nth(1).locator('td').allTextContents()).toEqual([
      '0',
      `<b>${'长'.repeat(20)}`,
      'NULL',
    ]);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
    if (shots !== undefined) await page.screenshot({ path: join(shots, `play-${width}-${scheme}.png`) });
    await page.context().close();
  });

  test('tells an error in the words of the server, and of a statement without rows that it is done', async () => {
    const { page } = await opened(1280, 'en-GB', 'light');
    await run(page, 'SELECT nope');
    expect(await page.textContent('#error')).toContain('UNKNOWN_IDENTIFIER');
    await run(page, 'CREATE DATABASE from_page');
    expect(await page.textContent('#status')).toMatch(/^Done in/);
    expect(await page.isVisible('#error')).toBe(false);
    await page.context().close();
  });

  test('lets nothing run that is not its own', async () => {
    const response = await fetch(`${server.url}/play`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(await response.text()).not.toMatch(/(?:src|href)\s*=/);
  });
});
