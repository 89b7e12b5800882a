import type { SourceRole } from '../entities/entity.ts';

/** A switched-on source as far as the asset graph needs to know it. */
export interface StagedSource {
  /** Its name in yardstick.yaml. */
  readonly name: string;
  /** Connector kind: `sql`, `salesforce`, `weibo`, … */
  readonly kind: string;
  /** Streams it offers; the names its mappings may read. */
  readonly streams: readonly string[];
  /** By stream, the fields whose sums the source tells beside its count of rows. */
  readonly controls?: Readonly<Record<string, readonly string[]>>;
  readonly mappings: Readonly<Record<string, Mapping>>;
}

/** A SELECT over the streams of a source that gives the rows of one entity. */
export interface Mapping {
  readonly sql: string;
  /** The file it came from. */
  readonly origin: string;
  /** Comes with the connector: left out, not refused, where the source lacks one of its streams. */
  readonly preset?: boolean;
}

const socialKinds: ReadonlySet<string> = new Set(['weibo', 'wechat', 'douyin', 'xiaohongshu']);
const erpKinds: ReadonlySet<string> = new Set(['sql', 'kingdee', 'yonyou', 'sap']);

/** The role whose word counts for some columns; everything that is neither ERP nor social keeps customers. */
export function roleOf(kind: string): SourceRole {
  if (erpKinds.has(kind)) return 'erp';
  return socialKinds.has(kind) ? 'social' : 'crm';
}

/** Sources by declared precedence, those not named after them in the order they were given. */
export function byPrecedence(
  sources: readonly StagedSource[],
  precedence: readonly string[],
): readonly StagedSource[] {
  const rank = (source: StagedSource) => {
    const place = precedence.indexOf(source.name);
    return place < 0 ? precedence.length : place;
  };
  return sources.toSorted((a, b) => rank(a) - rank(b));
}
