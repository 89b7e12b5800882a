import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Row, TileQuery, ViewTile } from '../../api.ts';
import { useTile } from '../api/hooks.ts';
import { useMessages } from '../i18n/setup.ts';
import { Icon } from '../shell/icons.tsx';
import { BarsBody } from './bars.tsx';
import { DataTable } from './data-table.tsx';
import { TileFailure } from './failure.tsx';
import { FunnelBody } from './funnel.tsx';
import { KpiBody } from './kpi.tsx';
import { TileSkeleton } from './skeleton.tsx';
import { tableColumns } from './table-columns.ts';
import { isEmpty } from './tile-state.ts';

// The chart engine is the largest part of the page by far; tiles that need none are there before it.
const ChartBody = lazy(() =>
  import('../charts/chart-body.tsx').then((part) => ({ default: part.ChartBody })),
);

const charted = new Set<ViewTile['kind']>(['columns', 'line', 'scatter']);

interface Props {
  readonly dashboard: string;
  readonly tile: ViewTile;
  readonly query: TileQuery;
  readonly explain: () => void;
}

/** One tile: its head, and whatever state its numbers are in. */
export function TileView({ dashboard, tile, query, explain }: Props): ReactNode {
  const { t } = useMessages();
  const [asTable, setAsTable] = useState(false);
  const answer = useTile(dashboard, tile.key, query);
  const id = `tile-${tile.key}`;
  const busy = answer.isPlaceholderData ? ' busy' : '';
  return (
    <section
      className={`tile ${tile.kind} ${tile.scenario}-tile span-${tile.span}${busy}`}
      aria-labelledby={id}
    >
      <header className="tile-head">
        <h2 id={id}>{tile.title}</h2>
        <div className="tile-actions">
          {charted.has(tile.kind) && (
            <TileButton
              label={asTable ? t('tile.showChart') : t('tile.showTable')}
              icon={asTable ? 'chart' : 'table'}
              press={() => setAsTable(!asTable)}
            />
          )}
          <TileButton label={t('tile.why')} icon="rows" press={explain} why />
        </div>
      </header>
      <TileState tile={tile} answer={answer} asTable={asTable} explain={explain} />
    </section>
  );
}

interface ButtonProps {
  readonly label: string;
  readonly icon: 'table' | 'chart' | 'rows';
  readonly press: () => void;
  readonly why?: boolean;
}

function TileButton({ label, icon, press, why = false }: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      className="quiet"
      aria-label={label}
      title={label}
      onClick={press}
      data-why={why ? '' : undefined}
    >
      <Icon name={icon} size={16} />
    </button>
  );
}

interface StateProps {
  readonly tile: ViewTile;
  readonly answer: ReturnType<typeof useTile>;
  readonly asTable: boolean;
  readonly explain: () => void;
}

function TileState({ tile, answer, asTable, explain }: StateProps): ReactNode {
  const { t } = useMessages();
  const rows = answer.data?.rows;
  const retry = () => void answer.refetch();
  if (rows === undefined && answer.error !== null) return <TileFailure error={answer.error} retry={retry} />;
  if (rows === undefined) return <TileSkeleton label={t('tile.loading', { title: tile.title })} />;
  if (isEmpty(tile, rows)) return <Empty text={tile.empty} />;
  return (
    <>
      {answer.error !== null && <Stale retry={retry} />}
      <TileBody tile={tile} rows={rows} asTable={asTable} explain={explain} />
    </>
  );
}

function Empty({ text }: { readonly text: string }): ReactNode {
  const { t } = useMessages();
  return (
    <div className="tile-notice">
      <strong>{t('tile.empty')}</strong>
      <p className="muted">{text}</p>
    </div>
  );
}

function Stale({ retry }: { readonly retry: () => void }): ReactNode {
  const { t } = useMessages();
  return (
    <p className="stale" role="status">
      {t('tile.stale')}{' '}
      <button type="button" className="link" onClick={retry}>
        {t('tile.retry')}
      </button>
    </p>
  );
}

interface BodyProps {
  readonly tile: ViewTile;
  readonly rows: readonly Row[];
  readonly asTable: boolean;
  readonly explain: () => void;
}

function TileBody({ tile, rows, asTable, explain }: BodyProps): ReactNode {
  const { t } = useMessages();
  if (asTable) return <DataTable label={tile.title} columns={tableColumns(tile, t)} rows={rows} />;
  switch (tile.kind) {
    case 'kpi':
      return <KpiBody tile={tile} rows={rows} explain={explain} />;
    case 'bars':
      return <BarsBody tile={tile} rows={rows} />;
    case 'funnel':
      return <FunnelBody tile={tile} rows={rows} />;
    case 'table':
      return <DataTable label={tile.title} columns={tile.columns} rows={rows} />;
    case 'columns':
    case 'line':
    case 'scatter':
      return (
        <Suspense fallback={<TileSkeleton label={t('tile.loading', { title: tile.title })} />}>
          <ChartBody tile={tile} rows={rows} />
        </Suspense>
      );
  }
}
