import { resolve } from 'node:path';
import { z } from 'zod';
import { YardstickError } from '../errors/yardstick-error.ts';

/** Files of a TLS connection, relative to that of the configuration; whatever is left out is the machine's own choice. */
const tlsSchema = z.strictObject({
  /** PEM of the authorities that may sign the server's certificate. */
  serverCaFile: z.string().min(1).optional(),
  /** The name the server's certificate must bear, where it differs from the address. */
  serverName: z.string().min(1).optional(),
  /** PEM of the certificate and key shown to a server that asks for one. */
  clientCertFile: z.string().min(1).optional(),
  clientKeyFile: z.string().min(1).optional(),
});

export const temporalSchema = z
  .strictObject({
    address: z.string().min(1),
    namespace: z.string().default('default'),
    /** Left out: TLS where there is an API key, else none. */
    tls: z.union([z.boolean(), tlsSchema]).optional(),
    apiKey: z.string().min(1).optional(),
  })
  .refine(
    ({ tls }) =>
      typeof tls !== 'object' || (tls.clientCertFile === undefined) === (tls.clientKeyFile === undefined),
    { path: ['tls'], error: 'clientCertFile and clientKeyFile together, or neither' },
  )
  .refine(({ tls, apiKey }) => tls !== false || apiKey === undefined, {
    path: ['tls'],
    error: 'true, because an API key must not travel in clear',
  })
  .transform(({ tls, ...rest }) => ({ ...rest, tls: tls ?? rest.apiKey !== undefined }));

export type TemporalSettings = z.infer<typeof temporalSchema>;

/** Temporal as the environment names it, by the variables that Temporal's own tools read. Unset: undefined. */
export function temporalFromEnvironment(env: NodeJS.ProcessEnv): unknown {
  if (!env.TEMPORAL_ADDRESS) return undefined;
  const files = {
    ...(env.TEMPORAL_TLS_SERVER_CA_CERT_PATH ? { serverCaFile: env.TEMPORAL_TLS_SERVER_CA_CERT_PATH } : {}),
    ...(env.TEMPORAL_TLS_SERVER_NAME ? { serverName: env.TEMPORAL_TLS_SERVER_NAME } : {}),
    ...(env.TEMPORAL_TLS_CLIENT_CERT_PATH ? { clientCertFile: env.TEMPORAL_TLS_CLIENT_CERT_PATH } : {}),
    ...(env.TEMPORAL_TLS_CLIENT_KEY_PATH ? { clientKeyFile: env.TEMPORAL_TLS_CLIENT_KEY_PATH } : {}),
  };
  const wanted = switchedOn(env.TEMPORAL_TLS);
  const tls = wanted !== false && Object.keys(files).length > 0 ? files : wanted;
  return {
    address: env.TEMPORAL_ADDRESS,
    ...(env.TEMPORAL_NAMESPACE ? { namespace: env.TEMPORAL_NAMESPACE } : {}),
    ...(tls === undefined ? {} : { tls }),
    ...(env.TEMPORAL_API_KEY ? { apiKey: env.TEMPORAL_API_KEY } : {}),
  };
}

/** A misspelt "true" must not mean a connection in clear. */
function switchedOn(text: string | undefined): boolean | undefined {
  if (!text) return undefined;
  if (/^(true|1)$/i.test(text)) return true;
  if (/^(false|0)$/i.test(text)) return false;
  throw new YardstickError('CONFIG_INVALID', `found ${JSON.stringify(text)}, expected true or false.`, {
    subject: 'TEMPORAL_TLS',
    advice: 'Correct the variable, or leave it out: certificates or an API key mean TLS.',
  });
}

/** The settings with the files of the connection as they lie from a folder. */
export function temporalFilesFrom(folder: string, settings: TemporalSettings): TemporalSettings {
  if (typeof settings.tls === 'boolean') return settings;
  const { serverName, ...files } = settings.tls;
  const found = Object.entries(files).flatMap(([key, file]) =>
    file === undefined ? [] : [[key, resolve(folder, file)] as const],
  );
  return {
    ...settings,
    tls: { ...(serverName === undefined ? {} : { serverName }), ...Object.fromEntries(found) },
  };
}
