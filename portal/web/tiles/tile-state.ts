import type { Row, ViewTile } from '../../api.ts';

/** Nothing to show: no rows, or rows that hold no value of what the tile draws. */
export function isEmpty(tile: ViewTile, rows: readonly Row[]): boolean {
  const drawn = drawnColumns(tile);
  return rows.every((row) => drawn.every((name) => row[name] === null || row[name] === undefined));
}

function drawnColumns(tile: ViewTile): readonly string[] {
  switch (tile.kind) {
    case 'kpi':
      return ['value', 'previous'];
    case 'columns':
      return ['value', 'forecast'];
    case 'bars':
    case 'funnel':
      return ['value'];
    default:
      return tile.columns.map((column) => column.name);
  }
}
