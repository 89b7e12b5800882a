import type { ChartInput, ChartView } from './chart.ts';
import { columnsView } from './columns-view.ts';
import { lineView } from './line-view.ts';
import { scatterView } from './scatter-view.ts';

/** The chart of a tile as data: pure, so that it can be looked at without a browser. */
export function chartView(input: ChartInput): ChartView {
  switch (input.tile.kind) {
    case 'columns':
      return columnsView(input);
    case 'scatter':
      return scatterView(input);
    default:
      return lineView(input);
  }
}
