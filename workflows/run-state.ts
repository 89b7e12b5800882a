import type { BuildOutcome } from '../activities/build-asset.ts';
import type { ReadyNode, StreamToRead } from '../activities/plan-run.ts';
import type { Published } from '../activities/publish-run.ts';
import type { AssetKey } from '../models/kit/key.ts';
import type { Loaded } from './load-stream.ts';
import type { AssetProgress, RunProgress, StreamProgress } from './run-progress.ts';

/** A run's progress as it changes; what the query answers and the summary is made of. */
export class RunState {
  private phase: RunProgress['phase'] = 'planning';
  private readonly streams = new Map<string, StreamProgress>();
  private readonly assets = new Map<AssetKey, AssetProgress>();
  private release: number | undefined;
  private status: RunProgress['status'];
  readonly runId: string;

  constructor(runId: string) {
    this.runId = runId;
  }

  enter(phase: RunProgress['phase']): void {
    this.phase = phase;
  }

  streamsPlanned(streams: readonly StreamToRead[]): void {
    for (const stream of streams) this.setStream(stream, { state: 'waiting' });
  }

  reading(stream: StreamToRead): void {
    this.setStream(stream, { state: 'reading' });
  }

  loaded(stream: StreamToRead, loaded: Loaded): void {
    this.setStream(stream, { ...loaded, state: loaded.problem === undefined ? 'done' : 'failed' });
  }

  assetsPlanned(nodes: readonly ReadyNode[]): void {
    // Planned again, an asset begins anew: what an earlier round said of it is over.
    for (const { asset } of nodes) this.assets.set(asset, { asset, state: 'waiting', months: 0, rows: 0 });
  }

  built(asset: AssetKey, state: AssetProgress['state'], outcome?: BuildOutcome): void {
    this.setAsset(asset, state, outcome);
  }

  published({ release, withheld }: Published): void {
    this.release = release;
    for (const asset of withheld) this.setAsset(asset, 'withheld');
  }

  finish(status: NonNullable<RunProgress['status']>): void {
    this.status = status;
    this.phase = 'done';
  }

  problems(): readonly string[] {
    const streams = [...this.streams.values()].flatMap(({ problem }) => problem ?? []);
    const assets = [...this.assets.values()].flatMap(({ asset, problem }) =>
      problem === undefined ? [] : [`${asset}: ${problem}`],
    );
    return [...streams, ...assets];
  }

  progress(): RunProgress {
    return {
      runId: this.runId,
      phase: this.phase,
      streams: [...this.streams.values()],
      assets: [...this.assets.values()],
      ...(this.release === undefined ? {} : { release: this.release }),
      ...(this.status === undefined ? {} : { status: this.status }),
    };
  }

  summary(): Readonly<Record<string, number>> {
    const streams = [...this.streams.values()];
    const assets = [...this.assets.values()];
    const count = (state: AssetProgress['state']) => assets.filter((asset) => asset.state === state).length;
    return {
      pages: streams.reduce((sum, { pages }) => sum + pages, 0),
      rowsRead: streams.reduce((sum, { read }) => sum + read, 0),
      rowsNew: streams.reduce((sum, { rows }) => sum + rows, 0),
      assetsBuilt: count('built'),
      assetsKept: count('kept'),
      assetsFailed: count('failed') + count('blocked') + count('withheld'),
      monthsRebuilt: assets.reduce((sum, { months }) => sum + months, 0),
      ...(this.release === undefined ? {} : { release: this.release }),
    };
  }

  private setStream({ source, stream }: StreamToRead, change: Partial<StreamProgress>): void {
    const key = `${source}.${stream}`;
    const before = this.streams.get(key) ?? { source, stream, state: 'waiting', pages: 0, read: 0, rows: 0 };
    this.streams.set(key, { ...before, ...change });
  }

  private setAsset(asset: AssetKey, state: AssetProgress['state'], outcome?: BuildOutcome): void {
    const before = this.assets.get(asset) ?? { asset, state, months: 0, rows: 0 };
    const news = outcome === undefined ? {} : { months: outcome.changed.length, rows: outcome.rows };
    const problem = outcome?.message === undefined ? {} : { problem: outcome.message };
    this.assets.set(asset, { ...before, ...news, ...problem, state });
  }
}
