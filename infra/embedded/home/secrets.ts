import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readJson, writeJson } from './json-file.ts';
import type { HomePaths } from './paths.ts';

const password = z.string().min(16);

const schema = z.object({
  ledger: password,
  clickhouseAdmin: password,
  clickhouseLoader: password,
  clickhouseBi: password,
  /** The portal's own, which reads stored versions. */
  clickhousePortal: password,
  /** Signs the portal's session cookies. */
  portalSession: z.string().min(32),
  /** Of every account of the sample company. */
  demo: password,
});

export type HomeSecrets = z.output<typeof schema>;

/** The passwords of a home; undefined before its first start. Error: HOME_INVALID. */
export function readSecrets(paths: HomePaths): HomeSecrets | undefined {
  return readJson(paths.secretsFile, schema);
}

/** The passwords of a home, drawn when it is new; one that a later version asks for is added. Error: HOME_INVALID. */
export function ensureSecrets(paths: HomePaths): HomeSecrets {
  const known = readJson(paths.secretsFile, schema.partial()) ?? {};
  const secrets = schema.parse({ ...drawn(), ...known });
  writeJson(paths.secretsFile, secrets);
  return secrets;
}

function drawn(): HomeSecrets {
  return {
    ledger: random(24),
    clickhouseAdmin: random(24),
    clickhouseLoader: random(24),
    clickhouseBi: random(24),
    clickhousePortal: random(24),
    portalSession: random(48),
    demo: random(12),
  };
}

/** Letters and digits only (hexadecimal), so that a password needs no quoting in a URL, a shell or a YAML file. */
function random(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
