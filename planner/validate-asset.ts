import { YardstickError } from '../errors/yardstick-error.ts';
import type { Asset } from '../models/kit/asset.ts';
import { checkName } from '../models/kit/check.ts';
import { type AssetKey, layerOf, layers } from '../models/kit/key.ts';
import type { PartitionMapping } from '../models/kit/mapping.ts';
import { givesMonths } from './scope.ts';

type Known = ReadonlyMap<AssetKey, Asset>;

function streamFault(asset: Asset): string | undefined {
  return layerOf(asset.key) === 'stg' ? undefined : 'reads a stream, which only stg assets may do.';
}

function monthsFault(asset: Asset, mapping: PartitionMapping, input: Asset): string | undefined {
  if (!givesMonths(mapping)) return undefined;
  const how = `${mapping.kind}('${input.key}')`;
  if (asset.partitions.kind === 'unpartitioned') {
    return `is ${how}, but the asset has no months; read it with all().`;
  }
  if (input.partitions.kind === 'unpartitioned') {
    return `is ${how}, but ${input.key} has no months; read it with all() or slice().`;
  }
  if (mapping.kind === 'window' && mapping.from > mapping.to) {
    return `is ${how} from ${mapping.from} to ${mapping.to}, which is no month at all.`;
  }
  return undefined;
}

/** What is wrong with one input, as the end of a sentence that begins with its alias. */
function inputFault(asset: Asset, mapping: PartitionMapping, known: Known): string | undefined {
  if (mapping.kind === 'stream') return streamFault(asset);
  const input = known.get(mapping.asset);
  if (input === undefined) return `reads ${mapping.asset}, which is not declared.`;
  if (layers.indexOf(layerOf(input.key)) > layers.indexOf(layerOf(asset.key))) {
    return `reads ${input.key}, but data flows ${layers.join(' → ')}, never back.`;
  }
  if (mapping.kind === 'slice' && input.validity === undefined) {
    return `is slice('${input.key}'), but ${input.key} declares no validity.`;
  }
  return monthsFault(asset, mapping, input);
}

function keyFault(asset: Asset): string | undefined {
  const keys =
    asset.partitions.kind === 'monthly' ? [...asset.orderBy, asset.partitions.column] : asset.orderBy;
  for (const name of keys) {
    const column = asset.columns[name];
    if (column === undefined) return `Key column ${name} is not declared.`;
    if (column.nullable) return `Key column ${name} may be null, which a key must not be.`;
  }
  return undefined;
}

/** Only an input is sure to be built before the asset is judged. */
function referenceFault(asset: Asset, known: Known): string | undefined {
  const read = Object.values(asset.inputs).flatMap((input) => (input.kind === 'stream' ? [] : [input.asset]));
  for (const check of asset.checks) {
    if (check.kind !== 'relationship') continue;
    if (!read.includes(check.asset))
      return `Check ${checkName(check)} looks into ${check.asset}, which is not among its inputs.`;
    if (known.get(check.asset)?.columns[check.key] === undefined)
      return `Check ${checkName(check)} looks for a column that ${check.asset} has not.`;
  }
  return undefined;
}

/** @throws YardstickError ASSET_INVALID for the first fault of the asset's keys, inputs and references (cycles are the graph's matter). */
export function validateAsset(asset: Asset, known: Known): void {
  const faults = Object.entries(asset.inputs).flatMap(([alias, mapping]) => {
    const fault = inputFault(asset, mapping, known);
    return fault === undefined ? [] : [`Input ${alias} ${fault}`];
  });
  const first = keyFault(asset) ?? faults[0] ?? referenceFault(asset, known);
  if (first !== undefined) throw new YardstickError('ASSET_INVALID', first, { subject: asset.key });
}
