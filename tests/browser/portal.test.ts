import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestClickHouse, testClickHouse } from '../../infra/embedded/clickhouse/test-server.ts';
import { type TestLedger, testLedger } from '../../ledger/test-ledger.ts';
import { type Portal, startPortal } from '../../portal/server/start.ts';
import { password, today } from '../../portal/server/test-company.ts';
import { fillAccounts, fillLedger } from '../../portal/server/test-company-ledger.ts';
import { fillWarehouse } from '../../portal/server/test-company-warehouse.ts';
import { ensureWebBuilt } from '../../portal/web/build.ts';
import { openWarehouse } from '../../warehouse/client.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const shots = process.env.SHOTS;
const dashboards = ['sales-overview', 'team-performance', 'funnel', 'forecast'] as const;

let clickhouse: TestClickHouse;
let ledger: TestLedger;
let portal: Portal;
let webFolder: string;
let browser: Browser;

describe.skipIf(!existsSync(executablePath))('the portal in a browser', () => {
  beforeAll(async () => {
    [clickhouse, ledger, webFolder] = await Promise.all([testClickHouse(), testLedger(), ensureWebBuilt()]);
    const warehouse = openWarehouse(clickhouse);
    await fillWarehouse(warehouse);
    await warehouse.close();
    await fillAccounts(ledger.db);
    await fillLedger(ledger.db);
    portal = await startPortal({
      port: 0,
      ledgerUrl: ledger.url,
      clickhouse: { url: clickhouse.url, username: clickhouse.username, password: clickhouse.password },
      sessionSecret: 'a secret of at least thirty-two characters',
      company: {
        name: '启衡工业品',
        timezone: 'Asia/Shanghai',
        baseCurrency: 'CNY',
        fiscalYearStart: 1,
        language: 'zh-CN',
      },
      webFolder,
      loginsPerMinute: 1000,
      logLevel: 'silent',
      now: () => new Date(`${today}T04:00:00Z`),
    });
    browser = await chromium.launch({
      executablePath,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
    await ledger?.close();
    await clickhouse?.stop();
  }, 60_000);

  it.each([
    ['zh-CN', 1280, 'light'],
    ['zh-CN', 390, 'dark'],
    ['en-US', 1280, 'dark'],
    ['en-US', 390, 'light'],
    ['en-US', 360, 'dark'],
    ['zh-CN', 360, 'light'],
  ] as const)(
    'shows every dashboard in %s at %i px, %s',
    { timeout: 120_000 },
    async (locale, width, colorScheme) => {
      const context = await browser.newContext({
        locale,
        colorScheme,
        viewport: { width, height: width < 700 ? 844 : 800 },
      });
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      await signIn(page, 'admin');
      for (const key of [...dashboards, 'data']) {
        await page.goto(`${portal.url}${key === 'data' ? '/data' : `/d/${key}`}`);
        await settled(page);
        expect(await sidewaysScroll(page), `${key} scrolls sideways`).toBeLessThanOrEqual(0);
        expect(await page.locator('[role=alert]').count(), `${key} has a failing tile`).toBe(0);
        if (shots !== undefined) {
          const name = `${key}-${locale}-${width}-${colorScheme}.png`;
          await page.screenshot({ path: join(shots, name), fullPage: true });
        }
      }
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(
        locale === 'en-US' ? 'en' : 'zh-CN',
      );
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it('answers to the keyboard: J to a row, E for why, / for search, ? for help', {
    timeout: 60_000,
  }, async () => {
    const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
    await signIn(page, 'manager');
    await settled(page);
    await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-stop'))).toBe(true);
    await page.keyboard.press('e');
    await page.locator('dialog.drawer tbody tr').first().waitFor();
    expect(await page.locator('dialog.drawer').textContent()).toContain('Your team');
    await page.keyboard.press('Escape');
    await page.locator('dialog.drawer').waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    await page.locator('dialog.palette input').fill('fore');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/d/forecast');
    await page.keyboard.press('?');
    await page.locator('dialog.help').waitFor();
    await page.context().close();
  });

  it('gives every chart a label and a table with the same numbers', { timeout: 60_000 }, async () => {
    const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
    await signIn(page, 'executive');
    await settled(page);
    const chart = page.locator('section.columns');
    expect(await chart.locator('[role=img]').getAttribute('aria-label')).toMatch(
      /^Net sales by month\. Sep 2026/,
    );
    await chart.getByRole('button', { name: 'Show as table' }).click();
    expect(await chart.locator('tbody tr').count()).toBe(12);
    await page.context().close();
  });

  it('keeps the others when one tile breaks, and recovers with a retry', { timeout: 60_000 }, async () => {
    const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
    let broken = true;
    await page.route('**/tiles/orders?**', (route) =>
      broken ? route.fulfill({ status: 500, body: '<html>' }) : route.continue(),
    );
    await signIn(page, 'executive');
    await page.locator('.tile-notice.failure').waitFor();
    await page.locator('.figure').nth(2).waitFor();
    expect(await page.locator('.figure').count()).toBe(3);
    broken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.figure').nth(3).waitFor();
    await page.context().close();
  });

  it('switches language and theme in place, and returns to the sign-in when the session ends', {
    timeout: 60_000,
  }, async () => {
    const page = await (await browser.newContext({ locale: 'zh-CN', colorScheme: 'light' })).newPage();
    await signIn(page, 'executive');
    await settled(page);
    await page.getByRole('button', { name: 'Switch to English' }).click();
    await page.getByRole('heading', { name: 'Sales overview' }).waitFor();
    await page.getByRole('button', { name: 'Switch to dark' }).click();
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(14, 17, 22)',
    );
    await ledger.db.deleteFrom('session').execute();
    await page.getByText('Quarter', { exact: true }).click();
    await page.locator('form input[name=password]').waitFor();
    await page.context().close();
  });

  it('is the production build, whatever started it', async () => {
    const files = (await readdir(join(webFolder, 'assets'))).filter((file) => file.endsWith('.js'));
    const code = await Promise.all(files.map((file) => readFile(join(webFolder, 'assets', file), 'utf8')));
    expect(code.some((text) => text.includes('React DevTools for a better development'))).toBe(false);
  });

  it('loads no more than 200 KB before the charts', async () => {
    const html = await readFile(join(webFolder, 'index.html'), 'utf8');
    const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
    const sizes = await Promise.all(
      first.map(async (file) => gzipSync(await readFile(join(webFolder, file))).length),
    );
    expect(first.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200 * 1024);
    expect((await readdir(join(webFolder, 'assets'))).some((file) => file.startsWith('chart-body'))).toBe(
      true,
    );
  });
});

/** Everything the browser complains about: console errors and warnings, uncaught errors, refused policies. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

async function signIn(page: Page, role: string): Promise<void> {
  await page.goto(portal.url);
  await page.fill('input[name=login]', `${role}@example.com`);
  await page.fill('input[name=password]', password);
  await page.click('button[type=submit]');
  await page.locator('.shell').waitFor();
}

/** Nothing is loading any more and every chart has been drawn. */
async function settled(page: Page): Promise<void> {
  await page.locator('.tile').first().waitFor();
  await page.waitForFunction(
    () =>
      document.querySelectorAll('.bone').length === 0 &&
      [...document.querySelectorAll('.canvas')].every((box) => box.querySelector('canvas') !== null),
  );
}

async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
