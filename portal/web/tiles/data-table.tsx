import { type ReactNode, useState } from 'react';
import type { Cell, Row, ViewColumn } from '../../api.ts';
import { dayText, monthText } from '../format/date.ts';
import { long, notAvailable, short, toNumber } from '../format/number.ts';
import { useMessages } from '../i18n/setup.ts';
import { useIsNarrow } from '../use-is-narrow.ts';
import { nameOf, number, textOf } from './figure.ts';

interface Props {
  readonly label: string;
  readonly columns: readonly ViewColumn[];
  readonly rows: readonly Row[];
  /** Rows that a number is checked by: amounts in full on a phone too. */
  readonly exact?: boolean;
}

/** As many cards as one scrolls past willingly; the rest is a touch away. */
const cardsAtFirst = 9;

/** A table on a wide screen, cards on a phone (each cell carries its column's title for that). */
export function DataTable({ label, columns, rows: all, exact = false }: Props): ReactNode {
  const { t } = useMessages();
  const isNarrow = useIsNarrow();
  const [isOpen, setOpen] = useState(false);
  const rows = isNarrow && !isOpen ? all.slice(0, cardsAtFirst) : all;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-scroll" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={alignment(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no key of their own and are replaced as a whole
            <tr key={at} tabIndex={-1} data-stop="">
              {columns.map((column) => (
                <td
                  key={column.name}
                  className={`${cellClass(column, columns)}${exact ? ' exact' : ''}`}
                  data-title={column.title}
                >
                  <CellView cell={row[column.name]} column={column} isShort={isNarrow && !exact} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < all.length && (
        <button type="button" className="link" onClick={() => setOpen(true)}>
          {t('tile.allRows', { count: all.length })}
        </button>
      )}
    </section>
  );
}

interface CellProps {
  readonly cell: Cell | undefined;
  readonly column: ViewColumn;
}

interface Brevity {
  /** Half a card is too narrow for an amount in full. */
  readonly isShort: boolean;
}

function CellView({ cell, column, isShort }: CellProps & Brevity): ReactNode {
  const { t, language } = useMessages();
  if (cell === null || cell === undefined) return <abbr title={t('tile.na')}>{notAvailable}</abbr>;
  if (column.barTarget !== null) return <BarCell cell={cell} column={column} target={column.barTarget} />;
  switch (column.format) {
    case 'text':
      return nameOf(cell, t);
    case 'date':
      return dayText(textOf(cell), language);
    case 'month':
      return monthText(textOf(cell), language);
    default:
      return <NumberCell value={number(cell)} column={column} isShort={isShort} />;
  }
}

function NumberCell({
  value,
  column,
  isShort,
}: Brevity & {
  readonly value: number | undefined;
  readonly column: ViewColumn;
}): ReactNode {
  const { language } = useMessages();
  const isBad = column.direction === 'higher' && value !== undefined && value < 0;
  const write = isShort && column.format === 'money' ? short : long;
  return <span className={isBad ? 'bad' : undefined}>{write(value, column.format, language)}</span>;
}

/** One line of a matrix: every row scaled to the same target, so that one target line serves all. */
function BarCell({ cell, column, target }: CellProps & { readonly target: number }): ReactNode {
  const { language } = useMessages();
  const value = number(cell);
  const share = value === undefined ? 0 : Math.min(1, Math.max(0, value / (target * 1.5)));
  return (
    <span className="bar-cell">
      <span className="lane" aria-hidden="true">
        <span
          className={value !== undefined && value < target ? 'bar short' : 'bar'}
          style={{ width: `${share * 100}%` }}
        />
        <i className="mark" style={{ left: `${100 / 1.5}%` }} />
      </span>
      <span>{long(toNumber(value), column.format, language)}</span>
    </span>
  );
}

/** The first column of words names the card that a row becomes on a phone. */
function cellClass(column: ViewColumn, columns: readonly ViewColumn[]): string {
  const first = columns.find((other) => other.format === 'text');
  return column === first ? `${alignment(column)} card-title` : alignment(column);
}

function alignment(column: ViewColumn): string {
  if (column.barTarget !== null) return 'wide number';
  return column.format === 'text' || column.format === 'date' || column.format === 'month'
    ? 'words'
    : 'number';
}
