import type { ReactNode } from 'react';
import type { ViewFilter } from '../../api.ts';
import { dayText } from '../format/date.ts';
import { periodKeys } from '../format/period.ts';
import { useMessages } from '../i18n/setup.ts';
import { nameOf } from '../tiles/figure.ts';
import type { ViewState } from './view-state.ts';

interface Props {
  readonly filters: readonly ViewFilter[];
  readonly state: ViewState;
}

/** Period, region and team; a choice of one value is no choice and is not shown. */
export function FilterBar({ filters, state }: Props): ReactNode {
  const { t } = useMessages();
  const shown = filters.filter((filter) => filter.key === 'period' || filter.options.length > 1);
  if (shown.length === 0) return null;
  return (
    <div className="filters">
      {shown.map((filter) =>
        filter.key === 'period' ? (
          <PeriodPicker key={filter.key} title={filter.title} state={state} />
        ) : (
          <Select
            key={filter.key}
            filter={filter}
            value={state[filter.key]}
            choose={(value) => state.choose({ [filter.key]: value })}
          />
        ),
      )}
      {state.isNarrowed && (
        <button type="button" className="quiet" onClick={() => state.choose({ region: '', team: '' })}>
          {t('filter.reset')}
        </button>
      )}
    </div>
  );
}

function PeriodPicker({ title, state }: { readonly title: string; readonly state: ViewState }): ReactNode {
  const { t, language } = useMessages();
  const from = dayText(state.period.from, language);
  const to = dayText(state.period.to, language);
  return (
    <fieldset className="period">
      <legend className="hidden">{title}</legend>
      <div className="segments">
        {periodKeys.map((key) => (
          <label key={key} className={key === state.periodKey ? 'chosen' : undefined}>
            <input
              type="radio"
              name="period"
              checked={key === state.periodKey}
              onChange={() => state.choose({ period: key })}
            />
            {t(`period.${key}`)}
          </label>
        ))}
      </div>
      <span className="muted range">{t('period.range', { from, to })}</span>
    </fieldset>
  );
}

interface SelectProps {
  readonly filter: ViewFilter;
  readonly value: string;
  readonly choose: (value: string) => void;
}

function Select({ filter, value, choose }: SelectProps): ReactNode {
  const { t } = useMessages();
  return (
    <label className="select">
      <span className="muted">{filter.title}</span>
      <select value={value} onChange={(event) => choose(event.target.value)}>
        <option value="">{t('filter.all')}</option>
        {filter.options.map((option) => (
          <option key={option.value} value={option.value}>
            {nameOf(option.label, t)}
          </option>
        ))}
      </select>
    </label>
  );
}
