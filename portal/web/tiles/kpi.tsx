import type { ReactNode } from 'react';
import type { Row, ViewTile } from '../../api.ts';
import { short } from '../format/number.ts';
import { useMessages } from '../i18n/setup.ts';
import { Bullet } from './bullet.tsx';
import { type Figure, figureOf } from './figure.ts';
import { Variance } from './variance.tsx';

interface Props {
  readonly tile: ViewTile;
  readonly rows: readonly Row[];
  readonly explain: () => void;
}

/** One number, its bullet bar, and what it is compared with. */
export function KpiBody({ tile, rows, explain }: Props): ReactNode {
  const { t, language } = useMessages();
  const figure = figureOf(rows[0]);
  const text = short(figure.value, tile.format, language);
  return (
    <div className="kpi-body">
      <button
        type="button"
        className="figure"
        data-stop=""
        onClick={explain}
        title={figure.value === undefined ? t('tile.na') : t('tile.why')}
      >
        <Digits text={text} />
      </button>
      <Bullet figure={figure} label={barLabel(tile, figure, text)} />
      <Comparisons tile={tile} figure={figure} />
    </div>
  );
}

/** The unit smaller than the digits: 1.23 亿. */
function Digits({ text }: { readonly text: string }): ReactNode {
  const [, digits = text, unit = ''] = /^([−\d,.]+)(.*)$/.exec(text) ?? [];
  return (
    <>
      {digits}
      {unit !== '' && <small>{unit}</small>}
    </>
  );
}

function Comparisons({ tile, figure }: { readonly tile: ViewTile; readonly figure: Figure }): ReactNode {
  const { t, language } = useMessages();
  const amount = (value: number | undefined) =>
    value === undefined ? '' : short(value, tile.format, language);
  return (
    <div className="comparisons">
      {figure.target !== undefined && (
        <Variance
          tile={tile}
          value={figure.value}
          reference={figure.target}
          label={`${t('tile.target')} ${amount(figure.target)}`}
          reason={t('tile.noTarget')}
        />
      )}
      {tile.previous !== null && (
        <Variance
          tile={tile}
          value={figure.value}
          reference={figure.previous}
          label={`${tile.previous} ${amount(figure.previous)}`}
          reason={t('tile.noPrevious')}
        />
      )}
    </div>
  );
}

function barLabel(tile: ViewTile, figure: Figure, text: string): string {
  const share =
    figure.value !== undefined && figure.target
      ? ` ${Math.round((figure.value / figure.target) * 100)}%`
      : '';
  return `${tile.title} ${text}${share}`;
}
