import { z } from 'zod';

/** Files of a TLS connection; whatever is left out is the machine's own choice. */
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
    tls: z.union([z.boolean(), tlsSchema]).default(false),
    apiKey: z.string().min(1).optional(),
  })
  .refine(
    ({ tls }) =>
      typeof tls === 'boolean' || (tls.clientCertFile === undefined) === (tls.clientKeyFile === undefined),
    { path: ['tls'], error: 'clientCertFile and clientKeyFile together, or neither' },
  );

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
  const wanted = Object.keys(files).length > 0 || env.TEMPORAL_API_KEY || env.TEMPORAL_TLS === 'true';
  return {
    address: env.TEMPORAL_ADDRESS,
    ...(env.TEMPORAL_NAMESPACE ? { namespace: env.TEMPORAL_NAMESPACE } : {}),
    tls: env.TEMPORAL_TLS === 'false' || !wanted ? false : Object.keys(files).length > 0 ? files : true,
    ...(env.TEMPORAL_API_KEY ? { apiKey: env.TEMPORAL_API_KEY } : {}),
  };
}
