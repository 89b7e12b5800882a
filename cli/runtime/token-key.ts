import { hkdfSync, randomBytes } from 'node:crypto';
import type { HomeSecrets } from '../../infra/embedded/home/secrets.ts';

/**
 * The 32 bytes under which access tokens are kept in the ledger: `YARDSTICK_TOKEN_KEY` (base64), which workers on several machines must share,
 * else drawn from the home's secrets, else this process's own: then every process signs in to the sources by itself.
 */
export function tokenKeyOf(
  secrets: HomeSecrets | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Uint8Array {
  const named = env.YARDSTICK_TOKEN_KEY;
  if (named !== undefined && named !== '') return Buffer.from(named, 'base64');
  if (secrets === undefined) return randomBytes(32);
  return new Uint8Array(hkdfSync('sha256', secrets.portalSession, '', 'stored access tokens', 32));
}
