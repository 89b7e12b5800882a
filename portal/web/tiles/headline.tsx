import type { ReactNode } from 'react';
import type { TileQuery, ViewTile } from '../../api.ts';
import { useTile } from '../api/hooks.ts';
import { compact, percent, short, toNumber } from '../format/number.ts';
import { useMessages } from '../i18n/setup.ts';
import { figureOf } from './figure.ts';

interface Props {
  readonly dashboard: string;
  readonly tile: ViewTile;
  readonly query: TileQuery;
}

/** The page's first number as one sentence; silent where there is no target to speak of. */
export function Headline({ dashboard, tile, query }: Props): ReactNode {
  const { t, language } = useMessages();
  const figure = figureOf(useTile(dashboard, tile.key, query).data?.rows[0]);
  if (tile.format !== 'money' || figure.value === undefined || figure.target === undefined) return null;
  const gap = figure.value - figure.target;
  const sentence = t(gap >= 0 ? 'headline.above' : 'headline.below', {
    label: tile.title,
    value: short(figure.value, tile.format, language),
    share: percent(figure.value / figure.target),
    gap: compact(Math.abs(gap), language),
  });
  return (
    <p className="headline">
      {sentence} <Pace figure={figure} />
    </p>
  );
}

function Pace({ figure }: { readonly figure: ReturnType<typeof figureOf> }): ReactNode {
  const { t } = useMessages();
  const gone = toNumber(figure.timeGone);
  if (gone === undefined || gone >= 1 || figure.value === undefined || figure.target === undefined)
    return null;
  const ahead = figure.value / figure.target >= gone;
  return (
    <span className={ahead ? 'good' : 'bad'}>
      {ahead ? '▲ ' : '▼ '}
      {t(ahead ? 'headline.pace.ahead' : 'headline.pace.behind', { gone: percent(gone) })}
    </span>
  );
}
