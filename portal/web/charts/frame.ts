import type { ChartInput } from './chart.ts';

/** Font of every text in a chart: the page's own. */
export const font =
  '"Inter", "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif';

/** What all charts share: no movement beyond 150 ms, quiet axes, values from zero, a tooltip drawn without HTML. */
export function frame({ palette, narrow }: ChartInput): Record<string, unknown> {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  return {
    animation: !still,
    animationDuration: 150,
    animationDurationUpdate: 150,
    textStyle: { fontFamily: font, color: palette.muted, fontSize: 12 },
    grid: {
      left: 4,
      right: narrow ? 4 : 12,
      top: 24,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: {
      trigger: 'axis',
      // The page's policy forbids inline styles, which an HTML tooltip would need.
      renderMode: 'richText',
      backgroundColor: palette.raised,
      borderColor: palette.line,
      padding: [8, 12],
      textStyle: { color: palette.text, fontFamily: font, fontSize: 12, lineHeight: 18 },
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.line, opacity: 0.35 } },
      confine: true,
    },
  };
}

export function categoryAxis({ palette }: ChartInput, labels: readonly string[]): Record<string, unknown> {
  return {
    type: 'category',
    data: labels,
    axisLine: { lineStyle: { color: palette.muted } },
    axisTick: { show: false },
    axisLabel: { color: palette.muted, fontFamily: font, lineHeight: 16, hideOverlap: true },
  };
}

export function valueAxis(
  { palette }: ChartInput,
  format: (value: number) => string,
  show = true,
  max?: number,
): Record<string, unknown> {
  return {
    type: 'value',
    ...(max === undefined ? {} : { max, interval: max / 4 }),
    splitNumber: 4,
    axisLabel: { show, color: palette.muted, fontFamily: font, formatter: format },
    axisLine: { show: false },
    splitLine: { show, lineStyle: { color: palette.line } },
  };
}

/** Points from edge to edge, for a line: the outer labels turn inwards instead of being cut. */
export function edgeToEdge(axis: Record<string, unknown>): Record<string, unknown> {
  const label = axis.axisLabel;
  const inwards = { alignMinLabel: 'left', alignMaxLabel: 'right' };
  return {
    ...axis,
    boundaryGap: false,
    axisLabel: { ...(typeof label === 'object' ? label : {}), ...inwards },
  };
}
