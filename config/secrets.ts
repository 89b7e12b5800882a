import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { YardstickError } from '../errors/yardstick-error.ts';

const reference = /\$\{(env|file):([^}]+)\}/g;

/**
 * Replaces `${env:NAME}` and `${file:PATH}` in every text of a parsed document. Secrets stand in the
 * environment or in files, never in yardstick.yaml; a reference that leads nowhere names its key.
 */
export function resolveReferences(
  node: unknown,
  context: { readonly folder: string; readonly env: NodeJS.ProcessEnv },
  path: readonly string[] = [],
): unknown {
  if (typeof node === 'string')
    return node.replace(reference, (_, kind, name) => lookUp(kind, name, context, path));
  if (Array.isArray(node))
    return node.map((item, index) => resolveReferences(item, context, [...path, String(index)]));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, resolveReferences(value, context, [...path, key])]),
  );
}

function lookUp(
  kind: string,
  name: string,
  context: { readonly folder: string; readonly env: NodeJS.ProcessEnv },
  path: readonly string[],
): string {
  return kind === 'env' ? fromEnvironment(name, context.env, path) : fromFile(name, context.folder, path);
}

function fromEnvironment(name: string, env: NodeJS.ProcessEnv, path: readonly string[]): string {
  const value = env[name];
  if (value !== undefined && value !== '') return value;
  throw new YardstickError(
    'CONFIG_INVALID',
    `refers to the environment variable ${name}, which is not set.`,
    {
      subject: path.join('.'),
      advice: `Set ${name} before starting, or write \${file:…} instead.`,
    },
  );
}

function fromFile(name: string, folder: string, path: readonly string[]): string {
  const file = isAbsolute(name) ? name : join(folder, name);
  try {
    return readFileSync(file, 'utf8').trimEnd();
  } catch (cause) {
    throw new YardstickError('CONFIG_INVALID', `refers to the file ${file}, which cannot be read.`, {
      subject: path.join('.'),
      advice: 'Create the file or make it readable for this user.',
      cause,
    });
  }
}
