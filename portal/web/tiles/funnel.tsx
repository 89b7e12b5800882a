import type { ReactNode } from 'react';
import type { Row, ViewTile } from '../../api.ts';
import { percent, short } from '../format/number.ts';
import { useMessages } from '../i18n/setup.ts';
import { number, textOf } from './figure.ts';

interface Props {
  readonly tile: ViewTile;
  readonly rows: readonly Row[];
}

/** A bar per stage, the share of the stage before beside it; the weakest step stands out. */
export function FunnelBody({ tile, rows }: Props): ReactNode {
  const { t, language } = useMessages();
  const first = number(rows[0]?.value) ?? 0;
  const weakest = weakestStep(rows);
  return (
    <ol className="funnel-body">
      {rows.map((row, at) => {
        const value = number(row.value);
        const step = number(row.step);
        const stage = textOf(row.stage);
        return (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: J and K walk through the stages
          <li key={stage} tabIndex={0} data-stop="">
            <span className="name">{stage}</span>
            <span className="lane">
              <span
                className="bar"
                style={{ width: `calc((100% - 64px) * ${first > 0 ? (value ?? 0) / first : 0})` }}
              />
              <span className="amount">{short(value, tile.format, language)}</span>
            </span>
            <span
              className={at === weakest ? 'step weakest' : 'step'}
              title={at === 0 ? undefined : t('funnel.ofPrevious')}
            >
              {at === 0 ? '' : percent(step)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function weakestStep(rows: readonly Row[]): number {
  const steps = rows.map((row) => number(row.step) ?? Number.POSITIVE_INFINITY);
  const least = Math.min(...steps);
  return Number.isFinite(least) ? steps.indexOf(least) : -1;
}
