import type { ReactNode } from 'react';
import type { TileQuery, TileRows, ViewFilter, ViewTile } from '../../api.ts';
import { exportAddress } from '../api/client.ts';
import { useTileRows } from '../api/hooks.ts';
import { dayText } from '../format/date.ts';
import { useMessages } from '../i18n/setup.ts';
import { Dialog } from '../shell/dialog.tsx';
import { Icon } from '../shell/icons.tsx';
import { useViewer } from '../viewer-context.ts';
import { DataTable } from './data-table.tsx';
import { TileFailure } from './failure.tsx';
import { TileSkeleton } from './skeleton.tsx';

interface Props {
  readonly dashboard: string;
  readonly tile: ViewTile;
  readonly query: TileQuery;
  readonly filters: readonly ViewFilter[];
  readonly close: () => void;
}

/** "Why this number": its definition, what it was read from, and its rows. */
export function RowsDrawer({ dashboard, tile, query, filters, close }: Props): ReactNode {
  const { t } = useMessages();
  return (
    <Dialog title={`${t('tile.why')}: ${tile.title}`} className="drawer" close={close}>
      <header>
        <div>
          <p className="muted">{t('tile.why')}</p>
          <h2>{tile.title}</h2>
        </div>
        <button type="button" className="quiet" aria-label={t('drawer.close')} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <Facts tile={tile} query={query} filters={filters} />
      <Rows dashboard={dashboard} tile={tile} query={query} />
    </Dialog>
  );
}

function Facts({ tile, query, filters }: Pick<Props, 'tile' | 'query' | 'filters'>): ReactNode {
  const { t, language } = useMessages();
  const { sees } = useViewer();
  const facts = [
    [t('drawer.definition'), tile.why],
    [t('drawer.scope'), scopeText(query, filters, t(`sees.${sees}`))],
    ...(filters.some((filter) => filter.key === 'period')
      ? [[t('drawer.period'), `${dayText(query.from, language)} – ${dayText(query.to, language)}`] as const]
      : []),
    [t('drawer.origin'), tile.reads.join(' · ')],
    [t('drawer.release'), String(query.release)],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The viewer's own limits, and what was chosen within them. */
function scopeText(query: TileQuery, filters: readonly ViewFilter[], limits: string): string {
  const label = (key: 'region' | 'team') =>
    filters.find((filter) => filter.key === key)?.options.find((option) => option.value === query[key])
      ?.label;
  const chosen = [label('region'), label('team')].filter((text) => text !== undefined);
  return [limits, ...chosen].join(' · ');
}

function Rows({ dashboard, tile, query }: Pick<Props, 'dashboard' | 'tile' | 'query'>): ReactNode {
  const { t } = useMessages();
  const rows = useTileRows(dashboard, tile.key, query);
  return (
    <section className="drawer-rows">
      <div className="drawer-rows-head">
        <h3>{t('drawer.rows')}</h3>
        {rows.data !== undefined && (
          <span className="muted">{t('drawer.count', { count: rows.data.rows.length })}</span>
        )}
        <Export address={useExportAddress(dashboard, tile.key, query)} />
      </div>
      {rows.error !== null && <TileFailure error={rows.error} retry={() => void rows.refetch()} />}
      {rows.isPending && <TileSkeleton label={t('tile.loading', { title: t('drawer.rows') })} />}
      {rows.data !== undefined && <RowsTable tile={tile} data={rows.data} />}
    </section>
  );
}

function useExportAddress(dashboard: string, tile: string, query: TileQuery): string | undefined {
  const { language } = useMessages();
  const me = useViewer();
  return me.may.export ? exportAddress(dashboard, tile, query, language) : undefined;
}

function Export({ address }: { readonly address: string | undefined }): ReactNode {
  const { t } = useMessages();
  if (address === undefined) return <span className="muted export">{t('drawer.noExport')}</span>;
  return (
    <a className="button export" href={address} download>
      <Icon name="download" size={16} />
      {t('drawer.export')}
    </a>
  );
}

function RowsTable({ tile, data }: { readonly tile: ViewTile; readonly data: TileRows }): ReactNode {
  const { t } = useMessages();
  if (data.rows.length === 0) return <p className="muted">{t('drawer.noRows')}</p>;
  return (
    <>
      <DataTable exact label={`${tile.title}: ${t('drawer.rows')}`} columns={data.columns} rows={data.rows} />
      <p className="muted note">
        {data.truncated ? t('drawer.truncated', { count: data.rows.length }) : t('drawer.sum')}
      </p>
    </>
  );
}
