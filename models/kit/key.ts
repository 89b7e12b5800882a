/** The databases that hold built assets, in the order data flows through them. */
export const layers = ['stg', 'dim', 'fct', 'mart'] as const;
export type Layer = (typeof layers)[number];

/** `fct.order_event`: the asset's name and the name of its view. */
export type AssetKey = `${Layer}.${string}`;

export function layerOf(key: AssetKey): Layer {
  const found = layers.find((layer) => key.startsWith(`${layer}.`));
  if (found === undefined) throw new RangeError(`${key} is in no layer`);
  return found;
}

export function nameOf(key: AssetKey): string {
  return key.slice(key.indexOf('.') + 1);
}

/** The stored, versioned table behind the view: `store.fct_order_event`. */
export function storedTable(key: AssetKey): string {
  return `store.${layerOf(key)}_${nameOf(key)}`;
}
