import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { initSync, MSTL } from '@bsull/augurs/mstl';
import type { ForecastModel } from './forecast-model.ts';

const season = 12;
let ready = false;

/**
 * The package's own initialiser fetches its WASM by URL, which Node refuses for files, so the bytes are handed over. They lie
 * beside the module, wherever Node resolves that from; the .wasm file itself is not among the package's exports.
 */
function initialise(): void {
  if (ready) return;
  const module = createRequire(import.meta.url).resolve('@bsull/augurs/mstl');
  initSync({ module: readFileSync(new URL('mstl_bg.wasm', pathToFileURL(module))) });
  ready = true;
}

/**
 * Season and trend split by MSTL (Bandara, Hyndman, Bergmeir 2021), the trend continued by automatic exponential
 * smoothing. The library's own ETS has no seasonal form, hence the split. STL needs two full years.
 */
export const mstlEts: ForecastModel = Object.freeze({
  name: 'MSTL(12) + ETS',
  minimum: 2 * season,
  forecast: (history: readonly number[], horizon: number) => {
    initialise();
    // Freed by hand: WASM memory is not the garbage collector's, and a back-test makes a dozen models per series.
    const model = MSTL.ets([season]);
    try {
      model.fit([...history]);
      return model.predict(horizon).point;
    } finally {
      model.free();
    }
  },
});
