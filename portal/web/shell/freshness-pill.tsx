import type { ReactNode } from 'react';
import type { Freshness } from '../../api.ts';
import { ago, clock } from '../format/date.ts';
import { useMessages } from '../i18n/setup.ts';
import { useViewer } from '../viewer-context.ts';

interface Props {
  readonly freshness: Freshness;
  readonly release: number;
}

/** How current the page is, in words and colour; opened, per source. */
export function FreshnessPill({ freshness, release }: Props): ReactNode {
  const { t, language } = useMessages();
  const { company, today } = useViewer();
  const at =
    freshness.publishedAt === null ? '' : clock(freshness.publishedAt, company.timeZone, today, language);
  const state = freshness.publishedAt === null ? 'unknown' : freshness.state;
  return (
    <details className={`pill ${state}`}>
      <summary>
        <i aria-hidden="true" />
        {t(`fresh.${state}`, { at })}
      </summary>
      <div className="pill-panel">
        <p className="muted">{t('fresh.release', { release })}</p>
        <dl>
          {freshness.sources.map((source) => (
            <div key={source.name} className={source.state}>
              <dt>
                <i aria-hidden="true" />
                {source.name}
              </dt>
              <dd>
                {source.lastSuccessAt === null
                  ? t('fresh.never')
                  : ago(source.lastSuccessAt, Date.now(), language)}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
}
