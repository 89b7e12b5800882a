import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Document, isScalar, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { YardstickError } from '../errors/yardstick-error.ts';
import { refuseClearSecrets } from './clear-secrets.ts';
import { planSource } from './plan-files.ts';
import { configProblem } from './problems.ts';
import {
  type ConfigDocument,
  clickhouseUrl,
  configSchema,
  type EngineSettings,
  ledgerUrl,
} from './schema.ts';
import { resolveReferences } from './secrets.ts';
import {
  type TemporalSettings,
  temporalFilesFrom,
  temporalFromEnvironment,
  temporalSchema,
} from './temporal.ts';

export interface SourceConfig {
  readonly name: string;
  readonly connector: string;
  /** The connector's own keys, checked by the connector. */
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface Config extends Omit<ConfigDocument, 'sources'> {
  readonly file: string;
  /** Folder of the file; mappings stand in `<folder>/stg/<source>/`. */
  readonly folder: string;
  readonly sources: readonly SourceConfig[];
}

/**
 * Reads and checks `yardstick.yaml`. Throws CONFIG_INVALID naming the key, what was found and what is expected.
 * `CLICKHOUSE_URL`, `TEMPORAL_ADDRESS` and `LEDGER_URL` in the environment replace `engines`.
 */
export function loadConfig(path: string, env: NodeJS.ProcessEnv = process.env): Config {
  const file = resolve(path);
  const folder = dirname(file);
  const document = parseYaml(file);
  refuseClearSecrets(document);
  const parsed = configSchema.safeParse(resolveReferences(document, { folder, env }));
  if (!parsed.success) throw configProblem({ subject: file, document }, parsed.error);
  const { sources, ...rest } = parsed.data;
  const named = Object.entries(sources).map(([name, { connector, ...settings }]) => ({
    name,
    connector,
    settings,
  }));
  const all = [...named, ...planSource({ file, folder, plans: rest.plans }, named)];
  requireSources(file, 'precedence', rest.precedence, all);
  requireSources(file, 'quality.stewards', Object.keys(rest.quality.stewards), all);
  return { ...rest, file, folder, engines: enginesFrom(env, rest.engines, folder), sources: all };
}

/** The keys and values of the file. */
function parseYaml(file: string): object {
  const document = parseDocument(readText(file));
  const [problem] = document.errors;
  if (problem !== undefined) throw notYaml(file, problem);
  refuseOddKeys(file, document);
  const content = contentOf(file, document);
  if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content;
  throw new YardstickError('CONFIG_INVALID', 'holds no keys such as company and sources.', {
    subject: file,
    advice: '`yardstick init` writes a file to begin with.',
  });
}

/** An object cannot have them; they would vanish without a word. */
function refuseOddKeys(file: string, document: Document): void {
  visit(document, {
    Pair: (_, { key }) => {
      if (isScalar(key) && key.value !== '__proto__') return;
      throw new YardstickError(
        'CONFIG_INVALID',
        'a key is a list, a group or __proto__; write a name there.',
        {
          subject: file,
        },
      );
    },
  });
}

/** Only now an alias is found that has no anchor, or that leads back to itself. */
function contentOf(file: string, document: Document): unknown {
  try {
    const content: unknown = document.toJS();
    JSON.stringify(content);
    return content;
  } catch (cause) {
    throw notYaml(file, cause);
  }
}

/** Only the first line: the parser repeats the text, and that may hold a secret. */
function notYaml(file: string, cause: unknown): YardstickError {
  const [first = ''] = String(cause instanceof Error ? cause.message : cause).split('\n');
  return new YardstickError('CONFIG_INVALID', `is not valid YAML: ${first.replace(/:$/, '')}.`, {
    subject: file,
    advice: 'Correct it there and start again.',
    cause,
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new YardstickError('CONFIG_INVALID', 'cannot be read.', {
      subject: file,
      advice: 'Run `yardstick init` to write one, or name it with --config.',
      cause,
    });
  }
}

function requireSources(
  file: string,
  key: string,
  names: readonly string[],
  sources: readonly SourceConfig[],
): void {
  const unknown = names.find((name) => !sources.some((source) => source.name === name));
  if (unknown === undefined) return;
  const known = sources.map((source) => source.name).join(', ');
  throw new YardstickError(
    'CONFIG_INVALID',
    `${key}: found ${unknown}, expected names of sources: ${known}.`,
    {
      subject: file,
    },
  );
}

/** Files that the environment names lie where the command runs, as Temporal's own tools see them. */
function enginesFrom(env: NodeJS.ProcessEnv, engines: EngineSettings, folder: string): EngineSettings {
  const { temporal: written, ...others } = engines;
  const fromEnvironment = temporalFromEnvironment(env);
  const temporal =
    fromEnvironment === undefined
      ? written && temporalFilesFrom(folder, written)
      : checkedTemporal(fromEnvironment);
  return {
    ...others,
    ...(temporal === undefined ? {} : { temporal }),
    ...(env.CLICKHOUSE_URL ? { clickhouse: clickhouseFrom(env) } : {}),
    ...(env.LEDGER_URL ? { ledger: { url: fromVariable('LEDGER_URL', ledgerUrl, env) } } : {}),
  };
}

function checkedTemporal(found: unknown): TemporalSettings {
  const parsed = temporalSchema.safeParse(found);
  if (parsed.success) return parsed.data;
  throw configProblem({ subject: 'the environment (TEMPORAL_…)', document: found }, parsed.error);
}

/** An address that the environment names; it may hold a password, so that it is not repeated. */
function fromVariable(name: string, schema: z.ZodType<string>, env: NodeJS.ProcessEnv): string {
  const parsed = schema.safeParse(env[name]);
  if (parsed.success) return parsed.data;
  throw notAnAddress(name, parsed.error.issues[0]?.message);
}

function notAnAddress(name: string, expected = 'an address'): YardstickError {
  return new YardstickError('CONFIG_INVALID', `found a text that is not shown here, expected ${expected}.`, {
    subject: `the environment variable ${name}`,
    advice: 'Correct the variable, or unset it.',
  });
}

function clickhouseFrom(env: NodeJS.ProcessEnv): { url: string; username: string; password: string } {
  const parsed = new URL(fromVariable('CLICKHOUSE_URL', clickhouseUrl, env));
  const username = unescaped(parsed.username) || env.CLICKHOUSE_USER || 'default';
  const password = unescaped(parsed.password) || env.CLICKHOUSE_PASSWORD || '';
  parsed.username = '';
  parsed.password = '';
  return { url: parsed.href, username, password };
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw notAnAddress('CLICKHOUSE_URL', 'an address whose user and password are escaped, such as %40 for @');
  }
}
