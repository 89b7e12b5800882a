import type { ViewColumn, ViewTile } from '../../api.ts';
import type { Messages } from '../i18n/setup.ts';

/** The columns of the table that stands for a chart: same numbers, readable by everybody. */
export function tableColumns(tile: ViewTile, t: Messages['t']): readonly ViewColumn[] {
  const value = (name: string, title: string): ViewColumn => ({
    ...plain(name, title),
    format: tile.format,
  });
  switch (tile.kind) {
    case 'columns':
      return [
        { ...plain('month', t('col.month')), format: 'month' },
        value('value', t('series.actual')),
        value('previous', t('series.previous')),
        value('plan', t('series.plan')),
        value('forecast', t('series.forecast')),
      ];
    case 'line':
      return [{ ...plain('period', t('drawer.period')), format: 'date' }, ...tile.columns];
    case 'scatter':
      return [plain('name', ''), ...tile.columns];
    default:
      return tile.columns;
  }
}

function plain(name: string, title: string): ViewColumn {
  return { name, title, format: 'text', direction: 'neutral', role: null, barTarget: null };
}
