import { serveSampleCompany } from '../../demo/sources/serve.ts';
import { ensureSecrets } from '../../infra/embedded/home/secrets.ts';
import { tellReady, untilToldToStop } from '../../infra/embedded/processes/parent.ts';
import { sampleConfig } from '../runtime/config-choice.ts';
import { connectTo } from '../runtime/connect.ts';
import { sampleScale, sampleSecrets, sampleSeed, sampleUntil } from '../runtime/sample-company.ts';

/** Serves the source systems of the sample company until told to stop; the first time three years are played. */
export async function serveDemo({ port }: { readonly port: number }): Promise<void> {
  const stop = untilToldToStop();
  const connection = connectTo({ config: sampleConfig() });
  const scale = sampleScale();
  const company = await serveSampleCompany({
    postgresUrl: connection.places.ledgerUrl,
    port,
    seed: sampleSeed,
    until: sampleUntil(new Date()),
    secrets: sampleSecrets(connection.secrets ?? ensureSecrets(connection.paths)),
    ...(scale === undefined ? {} : { scale }),
    onProgress: (text) => console.error(text),
  });
  tellReady();
  await stop;
  await company.stop();
  await connection.close();
}
