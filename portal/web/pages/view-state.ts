import { useSearchParams } from 'wouter';
import type { TileQuery } from '../../api.ts';
import { type Period, type PeriodKey, periodKeys, periodOf } from '../format/period.ts';
import { useViewer } from '../viewer-context.ts';

/** What narrows a page, as it stands in the address: a link shows the same selection (to whom may see it). */
export interface ViewState {
  readonly periodKey: PeriodKey;
  readonly period: Period;
  readonly region: string;
  readonly team: string;
  readonly isNarrowed: boolean;
  readonly choose: (choice: Partial<Record<'period' | 'region' | 'team', string>>) => void;
}

export function useViewState(): ViewState {
  const { today } = useViewer();
  const [params, setParams] = useSearchParams();
  const periodKey = periodKeys.find((key) => key === params.get('period')) ?? 'year';
  const region = params.get('region') ?? '';
  const team = params.get('team') ?? '';
  const choose: ViewState['choose'] = (choice) =>
    setParams((before) => withChoice(before, choice), { replace: true });
  return {
    periodKey,
    period: periodOf(periodKey, today),
    region,
    team,
    isNarrowed: region !== '' || team !== '',
    choose,
  };
}

function withChoice(before: URLSearchParams, choice: Readonly<Record<string, string>>): URLSearchParams {
  const next = new URLSearchParams(before);
  for (const [name, value] of Object.entries(choice)) {
    if (value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** The query that every tile of a page view sends. */
export function tileQueryOf(view: ViewState, release: number): TileQuery {
  return { release, from: view.period.from, to: view.period.to, region: view.region, team: view.team };
}
