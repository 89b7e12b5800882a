import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';
import { type OpenContext, openContext, prepareEngines } from '../../cli/runtime/open-context.ts';
import { projectRoot } from '../../config/project-root.ts';
import { newDatabase } from './company/shop.ts';
import { type DirectRequest, type DirectResult, directRun } from './direct-run.ts';
import { type Scope, siteProject } from './site-project.ts';

/** Where a site stands; what a child process is told. */
export const siteAddress = z.object({
  shopUrl: z.string(),
  ledgerUrl: z.string(),
  clickhouse: z.object({ url: z.string(), username: z.string(), password: z.string() }),
  worker: z.string(),
  scope: z.enum(['whole', 'each kind'] satisfies readonly Scope[]),
});

export type SiteAddress = z.infer<typeof siteAddress>;

/** How a child process ended. */
export interface Ended {
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
  readonly output: string;
}

/** A ledger and a warehouse fed by the shop. */
export interface Site {
  readonly address: SiteAddress;
  readonly context: OpenContext;
  run(request: DirectRequest): Promise<DirectResult>;
  /** The same in a process of its own, which dies where `fault` says. */
  runApart(
    request: DirectRequest,
    options?: { readonly fault?: string; readonly worker?: string },
  ): Promise<Ended>;
  close(): Promise<void>;
}

export interface SiteEngines extends Pick<SiteAddress, 'scope'> {
  readonly postgresUrl: string;
  readonly clickhouse: SiteAddress['clickhouse'];
  readonly shopUrl: string;
}

/** The database that holds a site's ledger. */
export function ledgerOf(name: string): string {
  return `ledger_${name}`;
}

/** Creates the ledger in a database of its own and prepares the warehouse, of which each server holds one. */
export async function openSite(name: string, engines: SiteEngines): Promise<Site> {
  const site = siteOn(await newDatabase(engines.postgresUrl, ledgerOf(name)), engines);
  await prepareEngines(site.address, site.context);
  return site;
}

/** A site whose warehouse is a copy of another's already; its ledger becomes one of the database `model`. */
export async function copySite(name: string, engines: SiteEngines, model: string): Promise<Site> {
  return siteOn(await newDatabase(engines.postgresUrl, ledgerOf(name), model), engines);
}

function siteOn(ledgerUrl: string, { shopUrl, clickhouse, scope }: SiteEngines): Site {
  const { url, username, password } = clickhouse;
  const address = { shopUrl, ledgerUrl, clickhouse: { url, username, password }, worker: 'direct', scope };
  const context = siteContext(address);
  return {
    ...{ address, context },
    run: (request) => directRun(context, request),
    runApart: (request, options) => runApart(address, request, options),
    close: () => context.close(),
  };
}

/** Two years ahead of its rows, so that every sweep drops what its rules allow. */
const aheadMs = 730 * 86_400_000;

/**
 * The context of one process. A worker that comes back under its old name takes its own leases over, as an activity's
 * second attempt does after the first one's minute is over.
 */
export function siteContext({ shopUrl, ledgerUrl, clickhouse, worker, scope }: SiteAddress): OpenContext {
  const project = siteProject(scope, shopUrl);
  const open = openContext({ project, ledgerUrl, clickhouse, tokenKey: new Uint8Array(32) });
  return { ...open, worker, now: () => new Date(Date.now() + aheadMs) };
}

let bundle: Promise<string> | undefined;

/** The process's program in one file, which starts in half the time of its two hundred sources. */
function bundledRun(): Promise<string> {
  bundle ??= (async () => {
    const outfile = join(
      projectRoot(),
      'node_modules',
      '.cache',
      'yardstick',
      `direct-run-${process.pid}.mjs`,
    );
    await build({
      entryPoints: [join(projectRoot(), 'tests', 'faults', 'direct-run-process.ts')],
      outfile,
      ...{ bundle: true, format: 'esm', platform: 'node', packages: 'external', logLevel: 'error' },
    });
    process.once('exit', () => rmSync(outfile, { force: true }));
    return outfile;
  })();
  return bundle;
}

async function runApart(
  address: SiteAddress,
  request: DirectRequest,
  { fault = '', worker = address.worker }: { readonly fault?: string; readonly worker?: string } = {},
): Promise<Ended> {
  const entry = await bundledRun();
  const order = JSON.stringify({ address: { ...address, worker }, request });
  const child = spawn(process.execPath, [entry], {
    cwd: projectRoot(),
    env: { ...process.env, YARDSTICK_FAULT: fault, DIRECT_RUN: order },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      output += text;
    });
  }
  await once(child, 'close');
  return { signal: child.signalCode, code: child.exitCode, output };
}
