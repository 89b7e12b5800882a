import { createHash } from 'node:crypto';
import { YardstickError } from '../errors/yardstick-error.ts';
import type { Asset, Compute } from '../models/kit/asset.ts';
import { clickhouseType } from '../models/kit/column.ts';
import { type Canonical, canonicalJson } from './canonical-json.ts';
import { inputMonths } from './mapping.ts';
import { normaliseSql, parametersOf } from './sql-text.ts';
import type { InputState, Month } from './state.ts';

/** Company settings (zone, base currency, fiscal year …) by parameter name. */
export type Settings = Readonly<Record<string, string | number | boolean | null>>;

/** The parameter that carries a run's months; it differs from run to run and says nothing about the code. */
const runParameter = 'months';

function sha256(value: Canonical): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

function computeOf(compute: Compute, sqlText: string | undefined): Canonical {
  if (compute.kind === 'fn') return { kind: 'fn', name: compute.name, revision: compute.revision };
  const text = compute.kind === 'text' ? compute.sql : sqlText;
  return { kind: 'sql', text: normaliseSql(text ?? '') };
}

/** A function may read any setting, so all of them count; SQL shows which ones it uses. */
function settingsOf(compute: Compute, sqlText: string | undefined, settings: Settings): Settings {
  const text = compute.kind === 'text' ? compute.sql : (sqlText ?? '');
  const used = compute.kind === 'fn' ? Object.keys(settings) : parametersOf(text);
  return Object.fromEntries(
    used.filter((name) => name !== runParameter).map((name) => [name, settings[name] ?? null]),
  );
}

/**
 * What an asset's rows depend on besides its inputs' content: shape, SQL or function revision, and settings.
 * `sqlText` is the SELECT as written, needed for `sql()` only. Descriptions and checks do not count.
 */
export function codeFingerprint(of: {
  readonly asset: Asset;
  readonly sqlText?: string | undefined;
  readonly settings: Settings;
}): string {
  const { asset, sqlText, settings } = of;
  if (asset.compute.kind === 'sql' && sqlText === undefined) {
    throw new YardstickError('ASSET_INVALID', 'It is computed by SQL, but its SELECT was not given.', {
      subject: asset.key,
    });
  }
  return sha256({
    columns: Object.entries(asset.columns).map(([name, column]) => [name, clickhouseType(column)]),
    orderBy: asset.orderBy,
    partitions: { ...asset.partitions },
    inputs: Object.fromEntries(Object.entries(asset.inputs).map(([alias, from]) => [alias, { ...from }])),
    compute: computeOf(asset.compute, sqlText),
    settings: settingsOf(asset.compute, sqlText, settings),
  });
}

function given<Value>(asset: Asset, alias: string, value: Value | undefined): Value {
  if (value !== undefined) return value;
  throw new YardstickError('PLAN_INPUT_UNKNOWN', 'The state of an input was not given to the planner.', {
    subject: `${asset.key} input ${alias}`,
  });
}

/** A slice has meaning for a month only; whoever is built in one piece depends on the whole dimension. */
function inputFingerprint(asset: Asset, alias: string, month: Month | undefined, inputs: InputState): string {
  const mapping = given(asset, alias, asset.inputs[alias]);
  if (mapping.kind === 'stream') return given(asset, alias, inputs.streams[alias]);
  if (mapping.kind === 'slice' && month !== undefined) {
    return given(asset, alias, inputs.slices[alias]).get(month) ?? 'absent';
  }
  const content = given(asset, alias, inputs.months[alias]);
  if (mapping.kind === 'sameMonth') return content.get(month ?? '') ?? 'absent';
  const read =
    month === undefined ? [...content.keys()].sort() : inputMonths(mapping, month, [...content.keys()]);
  return sha256(read.map((each) => [each, content.get(each)]));
}

/** Fingerprint of each input as one month (or, with `undefined`, a whole asset) reads it, by alias. */
export function inputFingerprints(
  asset: Asset,
  month: Month | undefined,
  inputs: InputState,
): Readonly<Record<string, string>> {
  const aliases = Object.keys(asset.inputs);
  return Object.fromEntries(aliases.map((alias) => [alias, inputFingerprint(asset, alias, month, inputs)]));
}

/** What one month of an asset is made from: code and the content of exactly the input parts it reads. */
export function partitionFingerprint(
  code: string,
  asset: Asset,
  month: Month | undefined,
  inputs: InputState,
): string {
  return sha256({ code, month, inputs: inputFingerprints(asset, month, inputs) });
}
