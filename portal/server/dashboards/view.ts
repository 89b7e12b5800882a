import type { Dashboard } from '../../../dashboards/kit/dashboard.ts';
import { type Language, text } from '../../../dashboards/kit/text.ts';
import type { Tile, TileColumn } from '../../../dashboards/kit/tile.ts';
import type { ViewColumn, ViewTile } from '../../api.ts';

const lastYear = text('去年', 'Last year');

/** A dashboard's tiles in one language. */
export function viewTiles(dashboard: Dashboard, language: Language): ViewTile[] {
  return dashboard.tiles.map((tile) => viewTile(tile, language));
}

function viewTile(tile: Tile, language: Language): ViewTile {
  return {
    key: tile.key,
    kind: tile.kind,
    title: tile.title[language],
    why: tile.why[language],
    reads: [...new Set(Object.values(tile.reads))],
    format: tile.format,
    direction: tile.direction,
    scenario: tile.scenario ?? 'actual',
    previous: tile.previous === 'none' ? null : (tile.previous ?? lastYear)[language],
    span: tile.span,
    empty: tile.empty[language],
    columns: viewColumns(tile.columns ?? [], language),
  };
}

export function viewColumns(columns: readonly TileColumn[], language: Language): ViewColumn[] {
  return columns.map((column) => ({
    name: column.name,
    title: column.title[language],
    format: column.format,
    direction: column.direction ?? 'neutral',
    role: column.role ?? null,
    barTarget: column.bar?.target ?? null,
  }));
}
