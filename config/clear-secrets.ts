import { YardstickError } from '../errors/yardstick-error.ts';

const reference = /\$\{(?:env|file):[^}]+\}/g;
const secretKey = /(?:password|secret|token|privatekey|apikey)$/i;
/** An address with a password written into it, once references are taken out: before the host, or as a parameter. */
const passwordInAddress =
  /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*:[^?#@]+@|[^?]*\?(?:.*&)?\w*(?:password|secret|token|key)=[^&]+)/i;
/** Of chats whose address is the secret: whoever knows it may write there. A path that ends in a reference is none. */
const chatAddress =
  /^https:\/\/[^/]*(?:slack\.com\/services\/|(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/(?:v2\/)?hook\/)\S/i;

/**
 * Refuses secrets that stand in yardstick.yaml itself: the file is meant for version control. Looks at the document before
 * references are put in.
 *
 * @throws CONFIG_INVALID naming the key, never the value
 */
export function refuseClearSecrets(node: unknown, path: readonly string[] = []): void {
  if (typeof node === 'string') refuseClearText(node, path);
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) refuseClearSecrets(value, [...path, key]);
}

function refuseClearText(text: string, path: readonly string[]): void {
  const bare = text.replace(reference, '');
  const isSecret = secretKey.test(path.at(-1) ?? '') && text !== '' && bare === text;
  if (!isSecret && !passwordInAddress.test(bare) && !chatAddress.test(bare)) return;
  throw new YardstickError('CONFIG_INVALID', 'holds a secret in clear.', {
    subject: path.join('.'),
    advice: `Write \${env:NAME} or \${file:path} in its place, and change the secret if others could read the file.`,
  });
}
