import type { EChartsCoreOption } from 'echarts/core';
import type { Language } from '../../../dashboards/kit/text.ts';
import type { Row, ViewTile } from '../../api.ts';
import type { Messages } from '../i18n/setup.ts';
import type { Palette } from './palette.ts';

export type ChartOption = EChartsCoreOption;

/** One entry of the key above a chart. */
export interface Mark {
  readonly label: string;
  /** Class of the little sample: actual, previous, plan, forecast, range, category-1 … */
  readonly look: string;
}

export interface ChartView {
  readonly option: ChartOption;
  /** 万元; empty where numbers stand for themselves. */
  readonly unit: string;
  readonly marks: readonly Mark[];
  /** The chart in one sentence, for those who do not see it. */
  readonly summary: string;
}

export interface ChartInput {
  readonly tile: ViewTile;
  readonly rows: readonly Row[];
  readonly t: Messages['t'];
  readonly language: Language;
  readonly currency: string;
  readonly palette: Palette;
  readonly narrow: boolean;
}
