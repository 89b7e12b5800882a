import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { YardstickError } from '../errors/yardstick-error.ts';

const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM: iv, tag, ciphertext. `label` is authenticated, so that a value cannot be moved to another row. */
export function seal(key: Uint8Array, label: string, plain: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(label));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** The plain text; undefined when the key is another one or the bytes have been changed. */
export function unseal(key: Uint8Array, label: string, sealed: Buffer): string | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes));
    decipher.setAAD(Buffer.from(label)).setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
    const plain = [decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()];
    return Buffer.concat(plain).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Throws SECRET_KEY_INVALID unless the key has 32 bytes. */
export function refuseShortKey(key: Uint8Array): void {
  if (key.length === 32) return;
  throw new YardstickError(
    'SECRET_KEY_INVALID',
    `The key for stored tokens has ${key.length} bytes, not 32.`,
  );
}
