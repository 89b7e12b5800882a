import type { Format } from '../../../dashboards/kit/tile.ts';
import type { Row, ViewColumn } from '../../api.ts';
import { chartUnit, inUnit } from '../format/chart-unit.ts';
import { dayText, monthText } from '../format/date.ts';
import { percent, short } from '../format/number.ts';
import { number, textOf } from '../tiles/figure.ts';
import type { ChartInput, ChartView, Mark } from './chart.ts';
import { categoryAxis, edgeToEdge, font, frame, valueAxis } from './frame.ts';
import { hatch } from './hatch.ts';

/** Lines over time; a range is a hatched band, last year is lighter, a forecast dashed. */
export function lineView(input: ChartInput): ChartView {
  const { tile, rows, language, currency } = input;
  const columns = tile.columns;
  const values = columns
    .flatMap((column) => valuesOf(rows, column.name))
    .filter((value) => value !== undefined);
  const unit = chartUnit(values, tile.format, language, currency);
  const label = (value: number) =>
    tile.format === 'percent' ? percent(value).replace('.0%', '%') : inUnit(value, unit, tile.format);
  const periods = rows.map((row) => textOf(row.period));
  return {
    unit: unit.label,
    marks: marksOf(input),
    summary: lines(input, periods, rows.length - 1).join(', '),
    option: {
      ...frame(input),
      grid: { ...grid(input) },
      tooltip: tooltip(input, periods),
      xAxis: edgeToEdge(
        categoryAxis(
          input,
          periods.map((period) => tick(input, period)),
        ),
      ),
      yAxis: valueAxis(input, label, true, endOf(tile.format, values)),
      series: columns.flatMap((column, at) => drawn(input, column, at)),
    },
  };
}

/** Shares near the whole end at it: an axis to 120 % would promise what cannot be. */
function endOf(format: Format, values: readonly number[]): number | undefined {
  const greatest = Math.max(0, ...values);
  return format === 'percent' && greatest > 0.8 && greatest <= 1 ? 1 : undefined;
}

function grid(input: ChartInput): object {
  const shared = frame(input).grid;
  return {
    ...(typeof shared === 'object' ? shared : {}),
    right: input.narrow || !hasEndLabels(input) ? 16 : endLabelWidth(input),
    top: 12,
  };
}

function hasEndLabels({ tile }: ChartInput): boolean {
  return tile.columns.some((column) => column.role === 'category');
}

/** Room for the longest end label in pixels: a Chinese character is as wide as two letters. */
function endLabelWidth({ tile }: ChartInput): number {
  const widths = tile.columns.map(({ title }) => title.replace(/[^ -~]/g, 'mm').length);
  return 16 + 6.5 * Math.max(0, ...widths);
}

function valuesOf(rows: readonly Row[], name: string): readonly (number | undefined)[] {
  return rows.map((row) => number(row[name]));
}

function drawn(input: ChartInput, column: ViewColumn, at: number): readonly object[] {
  const { rows, palette, tile } = input;
  const values = valuesOf(rows, column.name);
  const line = {
    type: 'line',
    name: column.name,
    symbol: 'none',
    data: values.map((value) => value ?? null),
    emphasis: { disabled: true },
  };
  switch (column.role) {
    case 'low':
      return [
        band(
          input,
          'low',
          values.map((value) => value ?? null),
          'none',
        ),
      ];
    case 'high': {
      const low = valuesOf(rows, tile.columns.find((other) => other.role === 'low')?.name ?? '');
      const spread = values.map((value, row) => (value === undefined ? null : value - (low[row] ?? 0)));
      return [band(input, 'high', spread, 'hatched')];
    }
    case 'previous':
      return [{ ...line, lineStyle: { color: palette.previous, width: 1.5 }, z: 2 }];
    case 'forecast':
      return [
        {
          ...line,
          data: joined(input, values),
          lineStyle: { color: palette.forecast, width: 2, type: [5, 4] },
          z: 4,
        },
      ];
    case 'category': {
      const color = palette.categories[at] ?? palette.actual;
      return [
        {
          ...line,
          lineStyle: { color, width: 2 },
          itemStyle: { color },
          endLabel: endLabel(input, column, color),
          z: 3,
        },
      ];
    }
    default:
      return [{ ...line, lineStyle: { color: palette.actual, width: 2.5 }, z: 5 }];
  }
}

function band(
  input: ChartInput,
  name: string,
  data: readonly (number | null)[],
  look: 'none' | 'hatched',
): object {
  return {
    type: 'line',
    name,
    stack: 'range',
    symbol: 'none',
    data,
    lineStyle: { opacity: 0 },
    silent: true,
    z: 1,
    ...(look === 'hatched' ? { areaStyle: { color: hatch(input.palette.forecast, 0.4), opacity: 1 } } : {}),
  };
}

/** A forecast starts at the last actual point, so that the line does not break where today is. */
function joined(
  { rows, tile }: ChartInput,
  forecast: readonly (number | undefined)[],
): readonly (number | null)[] {
  const actual = valuesOf(rows, tile.columns.find((column) => column.role === 'actual')?.name ?? '');
  const first = forecast.findIndex((value) => value !== undefined);
  return forecast.map((value, at) => value ?? (at === first - 1 ? (actual[at] ?? null) : null));
}

/** A label at the line's end instead of a legend. */
function endLabel({ narrow }: ChartInput, column: ViewColumn, color: string): object {
  return { show: !narrow, formatter: column.title, color, fontFamily: font, fontSize: 12, distance: 6 };
}

function tick(input: ChartInput, period: string): string {
  return input.tile.format === 'money' ? monthText(period, input.language) : dayText(period, input.language);
}

function tooltip(input: ChartInput, periods: readonly string[]): object {
  const shared = frame(input).tooltip;
  return {
    ...(typeof shared === 'object' ? shared : {}),
    axisPointer: { type: 'line', lineStyle: { color: input.palette.muted } },
    formatter: (shown: { dataIndex: number } | readonly { dataIndex: number }[]) => {
      const first = Array.isArray(shown) ? shown[0] : shown;
      return lines(input, periods, first?.dataIndex ?? 0).join('\n');
    },
  };
}

function lines(input: ChartInput, periods: readonly string[], at: number): readonly string[] {
  const row = input.rows[at];
  const named = input.tile.columns.flatMap((column) => {
    const value = number(row?.[column.name]);
    return value === undefined ? [] : [`${column.title}  ${short(value, column.format, input.language)}`];
  });
  return [tick(input, periods[at] ?? ''), ...named];
}

function marksOf({ tile, t }: ChartInput): readonly Mark[] {
  return tile.columns.flatMap((column, at) => {
    if (column.role === 'low') return [];
    if (column.role === 'high') return [{ label: t('series.range'), look: 'range' }];
    return [
      {
        label: column.title,
        look: column.role === 'category' ? `category-${at + 1}` : `line-${column.role ?? 'actual'}`,
      },
    ];
  });
}
