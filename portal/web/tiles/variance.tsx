import type { ReactNode } from 'react';
import type { ViewTile } from '../../api.ts';
import { change, pointsOfPercent } from '../format/number.ts';
import { useMessages } from '../i18n/setup.ts';

interface Props {
  readonly tile: Pick<ViewTile, 'format' | 'direction'>;
  readonly value: number | undefined;
  readonly reference: number | undefined;
  readonly label: string;
  /** Said on tap or hover when there is nothing to compare with. */
  readonly reason: string;
}

/** A difference with sign, arrow and colour: ratios in percentage points, amounts in percent of the reference. */
export function Variance({ tile, value, reference, label, reason }: Props): ReactNode {
  const { language } = useMessages();
  const difference = differenceOf(tile, value, reference);
  if (difference === undefined) {
    return (
      <span className="variance" title={reason}>
        <span className="muted">{label}</span> <abbr title={reason}>—</abbr>
      </span>
    );
  }
  const text = tile.format === 'percent' ? pointsOfPercent(difference, language) : change(difference);
  return (
    <span className="variance">
      <span className="muted">{label}</span>{' '}
      <b className={judge(difference, tile.direction)}>
        <span aria-hidden="true">{arrowOf(difference)}</span> {text}
      </b>
    </span>
  );
}

function differenceOf(
  tile: Props['tile'],
  value: number | undefined,
  reference: number | undefined,
): number | undefined {
  if (value === undefined || reference === undefined) return undefined;
  if (tile.format === 'percent') return value - reference;
  // A base that is zero or negative makes no meaningful growth.
  return reference > 0 ? (value - reference) / reference : undefined;
}

/** Good or bad by the KPI's own direction, not by the sign. */
export function judge(difference: number, direction: ViewTile['direction']): string {
  if (direction === 'neutral' || isNothing(difference)) return 'even';
  return difference > 0 === (direction === 'higher') ? 'good' : 'bad';
}

/** Which side of the reference, as a sign that needs no colour. */
export function arrowOf(difference: number): string {
  if (isNothing(difference)) return '=';
  return difference > 0 ? '▲' : '▼';
}

/** What prints as 0.0 has no side. */
function isNothing(difference: number): boolean {
  return Math.abs(difference) < 0.0005;
}
