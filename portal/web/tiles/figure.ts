import type { Cell, Row } from '../../api.ts';
import { toNumber } from '../format/number.ts';
import type { Messages } from '../i18n/setup.ts';

/** The numbers of a KPI tile; undefined is n/a. */
export interface Figure {
  readonly value: number | undefined;
  readonly target: number | undefined;
  readonly previous: number | undefined;
  /** Share of the period's workdays gone; 1 for a period that is over. */
  readonly timeGone: number | undefined;
}

export function figureOf(row: Row | undefined): Figure {
  return {
    value: number(row?.value),
    target: number(row?.target),
    previous: number(row?.previous),
    timeGone: number(row?.time_gone),
  };
}

export function number(cell: Cell | undefined): number | undefined {
  return typeof cell === 'boolean' ? undefined : toNumber(cell);
}

export function textOf(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell);
}

/** A word of the company's data, as it stands there, but for the one word that is ours: what nobody is credited with. */
export function nameOf(cell: Cell | undefined, t: Messages['t']): string {
  const text = textOf(cell);
  return text === 'unassigned' ? t('name.unassigned') : text;
}
