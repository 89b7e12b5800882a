import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { projectRoot } from '../../../../../config/project-root.ts';

interface Page {
  readonly html: string;
  readonly policy: string;
}

let page: Page | undefined;

/** Answers `/play`, a page to write queries in. It is one file, and asks nothing but this server. */
export function answerPlay(response: ServerResponse): void {
  page ??= readPage();
  const headers = {
    'Content-Type': 'text/html; charset=UTF-8',
    'Content-Security-Policy': page.policy,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  };
  response.writeHead(200, headers).end(page.html);
}

function readPage(): Page {
  const folder = join(projectRoot(), 'infra', 'embedded', 'clickhouse', 'http', 'play');
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const [html, style, script] = [read('page.html'), read('page.css'), read('page.js')];
  const policy = [
    "default-src 'none'",
    `script-src ${source(script)}`,
    `style-src ${source(style)}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  const filled = html.replace('/*style*/', () => style).replace('/*script*/', () => script);
  return { html: filled, policy: policy.join('; ') };
}

/** Only this very text may be run. */
function source(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
