import type { Row } from '../../api.ts';
import { chartUnit, inUnit } from '../format/chart-unit.ts';
import { monthText, monthTick } from '../format/date.ts';
import { short } from '../format/number.ts';
import { number, textOf } from '../tiles/figure.ts';
import type { ChartInput, ChartView, Mark } from './chart.ts';
import { categoryAxis, font, frame, valueAxis } from './frame.ts';
import { hatch } from './hatch.ts';

const scenarios = ['value', 'previous', 'plan', 'forecast'] as const;
type Scenario = (typeof scenarios)[number];
type Series = Readonly<Record<Scenario, readonly (number | undefined)[]>>;

/** Columns by month: actual solid, last year lighter behind, target outlined, forecast hatched. */
export function columnsView(input: ChartInput): ChartView {
  const { tile, rows, language, currency } = input;
  const series = seriesOf(rows);
  const all = scenarios.flatMap((name) => series[name]).filter((value) => value !== undefined);
  const unit = chartUnit(all, tile.format, language, currency);
  const label = (value: number) => inUnit(value, unit, tile.format);
  const months = rows.map((row) => textOf(row.month));
  return {
    unit: unit.label,
    marks: marksOf(input, series),
    summary: summaryOf(input, months, series),
    option: {
      ...frame(input),
      tooltip: { ...tooltip(input, months, series) },
      xAxis: categoryAxis(
        input,
        months.map((month) => monthTick(month, language)),
      ),
      yAxis: valueAxis(input, label, false),
      series: drawn(input, series, label),
    },
  };
}

function seriesOf(rows: readonly Row[]): Series {
  const column = (name: Scenario) => rows.map((row) => number(row[name]));
  return {
    value: column('value'),
    previous: column('previous'),
    plan: column('plan'),
    forecast: column('forecast'),
  };
}

function drawn(input: ChartInput, series: Series, label: (value: number) => string): readonly object[] {
  const { palette } = input;
  const bar = { type: 'bar', barWidth: '44%', barGap: '-72%', emphasis: { disabled: true } };
  return [
    {
      ...bar,
      name: 'previous',
      data: plain(series.previous),
      itemStyle: { color: palette.previous, opacity: 0.55 },
      z: 1,
    },
    {
      ...bar,
      name: 'value',
      stack: 'now',
      data: plain(series.value),
      itemStyle: { color: palette.actual, borderRadius: [2, 2, 0, 0] },
      z: 2,
    },
    {
      ...bar,
      name: 'forecast',
      stack: 'now',
      data: plain(series.forecast),
      itemStyle: { color: hatch(palette.forecast), borderColor: palette.forecast, borderWidth: 1 },
      z: 2,
    },
    targets(input, series.plan),
    labels(input, series, label),
  ];
}

/** Values over their own column, not over last year's; above the target mark where that would cross them. */
function labels({ palette, narrow }: ChartInput, series: Series, label: (value: number) => string): object {
  const highest = Math.max(0, ...scenarios.flatMap((name) => series[name].map((value) => value ?? 0)));
  const points = series.value.map((actual, at) => {
    const value = actual ?? series.forecast[at];
    if (value === undefined) return null;
    const plan = series.plan[at] ?? 0;
    const isCrossed = plan > value && plan - value < highest / 8;
    const top = isCrossed ? plan : value;
    const color = actual === undefined ? palette.muted : palette.text;
    return { value: [at, top], label: { color, formatter: () => label(value) } };
  });
  return {
    type: 'scatter',
    name: 'labels',
    symbolSize: 1,
    silent: true,
    itemStyle: { color: 'transparent' },
    label: { show: true, position: 'top', fontFamily: font, fontSize: narrow ? 10 : 11, distance: 5 },
    data: points.filter((point) => point !== null),
    z: 5,
  };
}

/** The target as an outlined cap over each column: a fourth bar would only crowd the month. */
function targets({ palette }: ChartInput, plan: Series['plan']): object {
  return {
    type: 'custom',
    name: 'plan',
    data: plan.map((value, at) => [at, value ?? null]),
    z: 4,
    silent: true,
    renderItem: (
      _: unknown,
      api: { value(at: number): number; coord(point: number[]): number[]; size(of: number[]): number[] },
    ) => {
      const value = api.value(1);
      if (!Number.isFinite(value)) return null;
      const [x = 0, y = 0] = api.coord([api.value(0), value]);
      const width = (api.size([1, 0])[0] ?? 0) * 0.66;
      return {
        type: 'rect',
        shape: { x: x - width / 2, y: y - 2, width, height: 4, r: 1 },
        style: { fill: palette.surface, stroke: palette.plan, lineWidth: 1.5 },
      };
    },
  };
}

function plain(values: Series[Scenario]): readonly (number | null)[] {
  return values.map((value) => value ?? null);
}

function tooltip(input: ChartInput, months: readonly string[], series: Series): object {
  const shared = frame(input).tooltip;
  const base = typeof shared === 'object' ? shared : {};
  return {
    ...base,
    formatter: (shown: { dataIndex: number } | readonly { dataIndex: number }[]) => {
      const first = Array.isArray(shown) ? shown[0] : shown;
      return lines(input, months, series, first?.dataIndex ?? 0).join('\n');
    },
  };
}

function lines(input: ChartInput, months: readonly string[], series: Series, at: number): readonly string[] {
  const { tile, language } = input;
  const named = scenarios.flatMap((name) => {
    const value = series[name][at];
    return value === undefined ? [] : [`${nameOf(input, name)}  ${short(value, tile.format, language)}`];
  });
  return [monthText(months[at] ?? '', language), ...named];
}

function nameOf({ t }: ChartInput, name: Scenario): string {
  return t(name === 'value' ? 'series.actual' : `series.${name}`);
}

function marksOf(input: ChartInput, series: Series): readonly Mark[] {
  return scenarios
    .filter((name) => series[name].some((value) => value !== undefined))
    .map((name) => ({ label: nameOf(input, name), look: name === 'value' ? 'actual' : name }));
}

function summaryOf(input: ChartInput, months: readonly string[], series: Series): string {
  const last = series.value.findLastIndex((value) => value !== undefined);
  return last < 0 ? '' : lines(input, months, series, last).join(', ');
}
