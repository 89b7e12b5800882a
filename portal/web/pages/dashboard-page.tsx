import { type ReactNode, useState } from 'react';
import type { DashboardView, TileQuery, ViewTile } from '../../api.ts';
import { useDashboard } from '../api/hooks.ts';
import { useMessages } from '../i18n/setup.ts';
import { FreshnessPill } from '../shell/freshness-pill.tsx';
import { FailurePanel } from '../tiles/failure.tsx';
import { Headline } from '../tiles/headline.tsx';
import { RowsDrawer } from '../tiles/rows-drawer.tsx';
import { PageSkeleton } from '../tiles/skeleton.tsx';
import { TileView } from '../tiles/tile.tsx';
import { FilterBar } from './filter-bar.tsx';
import { tileQueryOf, useViewState } from './view-state.ts';

export function DashboardPage({ dashboardKey }: { readonly dashboardKey: string }): ReactNode {
  const page = useDashboard(dashboardKey);
  if (page.data !== undefined) return <Page view={page.data} />;
  if (page.error !== null) return <FailurePanel error={page.error} retry={() => void page.refetch()} />;
  return <PageSkeleton />;
}

function Page({ view }: { readonly view: DashboardView }): ReactNode {
  const { t } = useMessages();
  const state = useViewState();
  const query = tileQueryOf(state, view.release);
  const [opened, setOpened] = useState<ViewTile>();
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{view.title}</h1>
          <p className="muted">{view.question}</p>
        </div>
        <FreshnessPill freshness={view.freshness} release={view.release} />
      </header>
      <FilterBar filters={view.filters} state={state} />
      <PageHeadline view={view} query={query} />
      <div className="grid">
        {view.tiles.map((tile) => (
          <TileView
            key={tile.key}
            dashboard={view.key}
            tile={tile}
            query={query}
            explain={() => setOpened(tile)}
          />
        ))}
      </div>
      <p className="legend muted">{t('page.legend')}</p>
      {opened !== undefined && (
        <RowsDrawer
          dashboard={view.key}
          tile={opened}
          query={query}
          filters={view.filters}
          close={() => setOpened(undefined)}
        />
      )}
    </>
  );
}

function PageHeadline({
  view,
  query,
}: {
  readonly view: DashboardView;
  readonly query: TileQuery;
}): ReactNode {
  const first = view.tiles[0];
  if (first?.kind !== 'kpi') return null;
  return <Headline dashboard={view.key} tile={first} query={query} />;
}
