import { isUtf8 } from 'node:buffer';
import { ServerError } from '../server-error.ts';
import { parameterText, statementText } from '../sql/statement-bytes.ts';

/**
 * The parameters of an address with the bytes that it has, percent-encoded as they must be. The usual reading, given as
 * `address`, changes those that are not UTF-8; in the query and in query parameters they are escaped instead. Throws 36 and 62
 * where that cannot be.
 */
export function exactAddress(target: string, address: URLSearchParams): URLSearchParams {
  return [...address.values()].some(isDoubtful) ? new URLSearchParams(pairs(target)) : address;
}

/** Throws 36 where a text was read from bytes that are not UTF-8. */
export function refuseChanged(name: string, value: string): void {
  if (isDoubtful(value)) throw notUtf8Value(name);
}

/** Whether reading may have put this character in the place of bytes. */
function isDoubtful(value: string): boolean {
  return value.includes('\ufffd');
}

function pairs(target: string): [string, string][] {
  const [, search = ''] = /^[^?#]*\?([^#]*)/.exec(target) ?? [];
  return search
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [, name = '', value = ''] = /^([^=]*)=?([\s\S]*)$/.exec(pair) ?? [];
      const plainName = bytesOf(name).toString();
      return [plainName, exactValue(plainName, bytesOf(value))];
    });
}

function exactValue(name: string, bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString();
  if (name === 'query') return statementText(bytes);
  if (name.startsWith('param_')) return parameterText(bytes);
  throw notUtf8Value(name);
}

function bytesOf(encoded: string): Buffer {
  const plain = encoded
    .replaceAll('+', ' ')
    .replaceAll(/%([\da-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}

function notUtf8Value(name: string): ServerError {
  return new ServerError(
    36,
    'BAD_ARGUMENTS',
    `The value of the parameter ${name} has bytes that are not UTF-8`,
  );
}
