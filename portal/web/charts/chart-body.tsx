import { type ReactNode, useMemo } from 'react';
import type { Row, ViewTile } from '../../api.ts';
import { useMessages } from '../i18n/setup.ts';
import { useTheme } from '../theme.ts';
import { useIsNarrow } from '../use-is-narrow.ts';
import { useViewer } from '../viewer-context.ts';
import { Canvas } from './canvas.tsx';
import type { ChartView } from './chart.ts';
import { chartView } from './chart-view.ts';
import { readPalette } from './palette.ts';

interface Props {
  readonly tile: ViewTile;
  readonly rows: readonly Row[];
}

/** Unit and marks in words, then the chart; its numbers as a table are one button away. */
export function ChartBody({ tile, rows }: Props): ReactNode {
  const { t } = useMessages();
  const view = useChartView(tile, rows);
  return (
    <div className="chart-body">
      <p className="chart-key">
        {view.unit !== '' && <span className="muted">{t('tile.unit', { unit: view.unit })}</span>}
        {view.marks.map((mark) => (
          <span key={mark.label} className="mark-key">
            <i className={mark.look} aria-hidden="true" />
            {mark.label}
          </span>
        ))}
      </p>
      <Canvas option={view.option} label={`${tile.title}. ${view.summary}`} />
    </div>
  );
}

function useChartView(tile: ViewTile, rows: readonly Row[]): ChartView {
  const { t, language } = useMessages();
  const { company } = useViewer();
  const theme = useTheme();
  const narrow = useIsNarrow();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the palette is read from the page and changes with the theme; `t` with the language
  return useMemo(
    () => chartView({ tile, rows, t, language, currency: company.currency, palette: readPalette(), narrow }),
    [tile, rows, language, company.currency, theme, narrow],
  );
}
