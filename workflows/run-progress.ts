import { defineQuery } from '@temporalio/workflow';
import type { AssetKey } from '../models/kit/key.ts';

export interface StreamProgress {
  readonly source: string;
  readonly stream: string;
  readonly state: 'waiting' | 'reading' | 'done' | 'failed';
  readonly pages: number;
  readonly read: number;
  readonly rows: number;
  readonly problem?: string;
}

export interface AssetProgress {
  readonly asset: AssetKey;
  readonly state: 'waiting' | 'building' | 'built' | 'kept' | 'failed' | 'blocked' | 'withheld';
  readonly months: number;
  readonly rows: number;
  readonly problem?: string;
}

/** Where a run stands: what `yardstick start` and the portal draw. */
export interface RunProgress {
  readonly runId: string;
  readonly phase: 'planning' | 'reading' | 'building' | 'publishing' | 'sweeping' | 'done';
  readonly streams: readonly StreamProgress[];
  readonly assets: readonly AssetProgress[];
  readonly release?: number;
  readonly status?: 'succeeded' | 'partial' | 'failed' | 'cancelled';
}

export const runProgress = defineQuery<RunProgress>('progress');
