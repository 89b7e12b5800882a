import type { ReactNode } from 'react';
import type { Row, ViewTile } from '../../api.ts';
import { change, short } from '../format/number.ts';
import { useMessages } from '../i18n/setup.ts';
import { nameOf, number } from './figure.ts';
import { arrowOf, judge } from './variance.tsx';

interface Props {
  readonly tile: ViewTile;
  readonly rows: readonly Row[];
}

/** Sorted horizontal bars, each labelled with its value; the reference is a line, a ratio's colour says which side of it. */
export function BarsBody({ tile, rows }: Props): ReactNode {
  const { t, language } = useMessages();
  const most = Math.max(...rows.flatMap((row) => [number(row.value) ?? 0, number(row.reference) ?? 0]), 0);
  return (
    <ol className="bars-body">
      {rows.map((row) => {
        const value = number(row.value);
        const reference = number(row.reference);
        const name = nameOf(row.name, t);
        return (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: J and K walk through the bars
          <li key={name} tabIndex={0} data-stop="">
            <span className="name" title={name}>
              {name}
              <Amount tile={tile} amount={number(row.amount)} />
            </span>
            <span className="lane">
              <span
                className={`bar ${sideOf(value, reference, tile)}`}
                style={{ width: width(value, most) }}
              />
              {reference !== undefined && <i className="mark" style={{ left: width(reference, most) }} />}
            </span>
            <span className="value">
              {short(value, tile.format, language)}
              <Delta tile={tile} value={value} reference={reference} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** The amount a ratio is made of, where the SELECT gives it. */
function Amount({
  tile,
  amount,
}: {
  readonly tile: ViewTile;
  readonly amount: number | undefined;
}): ReactNode {
  const { language } = useMessages();
  if (tile.format !== 'percent' || amount === undefined) return null;
  return <small className="muted">{short(amount, 'money', language)}</small>;
}

interface DeltaProps {
  readonly tile: ViewTile;
  readonly value: number | undefined;
  readonly reference: number | undefined;
}

/** Against the reference; a ratio already is its own comparison with 100 %. */
function Delta({ tile, value, reference }: DeltaProps): ReactNode {
  if (value === undefined || reference === undefined || reference <= 0) return null;
  const difference = value - reference;
  const arrow = arrowOf(difference / reference);
  return (
    <small className={judge(difference / reference, tile.direction)}>
      <span aria-hidden="true">{arrow}</span>
      {tile.format === 'percent' ? '' : ` ${change(difference / reference)}`}
    </small>
  );
}

function sideOf(value: number | undefined, reference: number | undefined, tile: ViewTile): string {
  if (value === undefined || reference === undefined) return 'plain';
  return value < reference && tile.direction === 'higher' ? 'short' : 'plain';
}

function width(value: number | undefined, most: number): string {
  return most > 0 && value !== undefined ? `${Math.max(0, (value / most) * 100)}%` : '0%';
}
