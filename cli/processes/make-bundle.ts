import { tellReady, untilToldToStop } from '../../infra/embedded/processes/parent.ts';
import { type BundleName, bundles } from '../runtime/bundles.ts';

/** Makes a bundle, tells so, and waits to be ended. */
export async function makeBundle(name: BundleName): Promise<void> {
  const stop = untilToldToStop();
  await bundles[name].make();
  tellReady();
  await stop;
}
