import { full, short } from '../format/number.ts';
import { nameOf, number } from '../tiles/figure.ts';
import type { ChartInput, ChartView } from './chart.ts';
import { font, frame, valueAxis } from './frame.ts';

interface Point {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** Two drivers against each other, with lines at the medians that make four quadrants. */
export function scatterView(input: ChartInput): ChartView {
  const { tile, language, palette } = input;
  const points = pointsOf(input);
  const [across, up] = tile.columns;
  const base = frame(input);
  return {
    unit: '',
    marks: [],
    summary: points
      .slice(0, 3)
      .map((point) => text(input, point))
      .join('; '),
    option: {
      ...base,
      grid: { ...(typeof base.grid === 'object' ? base.grid : {}), top: 28, bottom: 22, right: 56 },
      tooltip: {
        ...(typeof base.tooltip === 'object' ? base.tooltip : {}),
        trigger: 'item',
        formatter: (shown: { dataIndex: number }) => {
          const point = points[shown.dataIndex];
          return point === undefined ? '' : text(input, point, '\n');
        },
      },
      xAxis: {
        ...valueAxis(input, (value) => full(value, 0)),
        scale: true,
        splitLine: { show: false },
        axisLine: { show: true, lineStyle: { color: palette.muted } },
        name: `${across?.title ?? ''} →`,
        nameLocation: 'middle',
        nameGap: 24,
        nameTextStyle: { fontFamily: font, color: palette.muted },
      },
      yAxis: {
        ...valueAxis(input, (value) => short(value, up?.format ?? 'count', language).replace('.0%', '%')),
        scale: true,
        name: `${up?.title ?? ''} ↑`,
        nameTextStyle: { fontFamily: font, color: palette.muted, align: 'left' },
      },
      series: [
        {
          type: 'scatter',
          symbolSize: 9,
          data: points.map(({ x, y }) => [x, y]),
          label: {
            show: points.length <= 24,
            position: 'right',
            formatter: (shown: { dataIndex: number }) => points[shown.dataIndex]?.name ?? '',
            color: palette.muted,
            fontFamily: font,
            fontSize: 11,
          },
          labelLayout: { hideOverlap: true },
          itemStyle: { color: palette.accent, opacity: 0.75, borderColor: palette.surface, borderWidth: 1 },
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: palette.muted, type: [4, 4], width: 1 },
            label: { show: false },
            data: [{ xAxis: median(points.map(({ x }) => x)) }, { yAxis: median(points.map(({ y }) => y)) }],
          },
        },
      ],
    },
  };
}

function pointsOf({ rows, t }: ChartInput): readonly Point[] {
  return rows.flatMap((row) => {
    const x = number(row.x);
    const y = number(row.y);
    return x === undefined || y === undefined ? [] : [{ name: nameOf(row.name, t), x, y }];
  });
}

function text({ tile, language }: ChartInput, { name, x, y }: Point, between = ', '): string {
  const [across, up] = tile.columns;
  return [
    name,
    `${across?.title ?? ''}  ${full(x, 1)}`,
    `${up?.title ?? ''}  ${short(y, up?.format ?? 'count', language)}`,
  ].join(between);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
