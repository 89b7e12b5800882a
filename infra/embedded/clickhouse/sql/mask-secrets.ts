import { isWord, type Token, tokens } from './lexer.ts';

/** Functions and engines that are told passwords or keys in some of their arguments. */
const withSecrets = new Set([
  'mysql',
  'postgresql',
  'mongodb',
  'redis',
  'sqlite',
  'odbc',
  'jdbc',
  'remote',
  'remotesecure',
  'cluster',
  's3',
  's3cluster',
  's3queue',
  'gcs',
  'oss',
  'cosn',
  'azureblobstorage',
  'azureblobstoragecluster',
  'azurequeue',
  'deltalake',
  'iceberg',
  'icebergs3',
  'icebergazure',
  'hudi',
  'kafka',
  'rabbitmq',
  'nats',
  'materializedpostgresql',
  'encrypt',
  'decrypt',
  'aes_encrypt_mysql',
  'aes_decrypt_mysql',
  'trydecrypt',
  'hmac',
  'extern',
  'ytsaurus',
]);
const secretSetting = /password|secret|token|access_key|private_key|sas|credential/i;
const worthALook =
  /IDENTIFIED|:\/\/|password|secret|token|key|sas|credential|crypt|hmac|\b(mysql|postgresql|mongodb|redis|sqlite|odbc|jdbc|remote\w*|cluster|s3\w*|gcs|oss|cosn|azure\w*|deltalake|iceberg\w*|hudi|kafka|rabbitmq|nats|materializedpostgresql|ytsaurus)\b/i;
const hidden = "'[HIDDEN]'";

/**
 * A statement fit for a log: passwords of users, keys given to table functions and engines (every string but the first)
 * and the user part of addresses are hidden. It rather hides too much.
 */
export function maskSecrets(sql: string): string {
  if (!worthALook.test(sql)) return sql;
  let masked = '';
  let copied = 0;
  const seen = new SecretPlaces();
  for (const token of tokens(sql)) {
    const secret = seen.next(token);
    if (!isString(token)) continue;
    const text = secret ? hidden : withoutUserInfo(token.text);
    masked += sql.slice(copied, token.start) + text;
    copied = token.end;
  }
  return masked + sql.slice(copied);
}

/** Walks through a statement and tells of each token whether it stands where secrets do. */
class SecretPlaces {
  /** Depth inside the brackets of a function with secrets, and the strings seen there. */
  readonly #open: { readonly depth: number; strings: number }[] = [];
  #identified = false;
  #before: Token | undefined;
  #beforeThat: Token | undefined;

  next(token: Token): boolean {
    while (token.text !== '(' && (this.#open.at(-1)?.depth ?? 0) > token.depth) this.#open.pop();
    if (token.text === '(' && this.#before !== undefined && withSecrets.has(bare(this.#before)))
      this.#open.push({ depth: token.depth + 1, strings: 0 });
    if (isWord(token, 'IDENTIFIED')) this.#identified = true;
    if (token.text === ';' || isWord(token, 'HOST', 'SETTINGS', 'DEFAULT')) this.#identified = false;
    const secret = isString(token) && this.#isSecret();
    this.#beforeThat = this.#before;
    this.#before = token;
    return secret;
  }

  #isSecret(): boolean {
    const inside = this.#open.at(-1);
    if (inside !== undefined) inside.strings += 1;
    const named = this.#before?.text === '=' ? bare(this.#beforeThat) : bare(this.#before);
    return this.#identified || (inside?.strings ?? 0) > 1 || secretSetting.test(named);
  }
}

/** A string that is not closed may hold a secret as well. */
function isString({ kind, text }: Token): boolean {
  return kind === 'string' || (kind === 'unclosed' && text.startsWith("'"));
}

function bare(token: Token | undefined): string {
  return token === undefined || token.kind === 'string'
    ? ''
    : token.text.replaceAll(/[`"]/g, '').toLowerCase();
}

/** `scheme://user:password@host` without what stands before the `@`. */
function withoutUserInfo(literal: string): string {
  return literal.replaceAll(/([a-z][\w+.-]*:\/\/)[^\s/@']*@/gi, '$1[HIDDEN]@');
}
