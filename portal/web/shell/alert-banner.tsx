import type { ReactNode } from 'react';
import { useAlerts } from '../api/hooks.ts';
import { clock } from '../format/date.ts';
import { useMessages } from '../i18n/setup.ts';
import { useViewer } from '../viewer-context.ts';
import { Icon } from './icons.tsx';

/** A failed or late nightly, on every page until it is resolved. */
export function AlertBanner(): ReactNode {
  const { t, language } = useMessages();
  const { company, today } = useViewer();
  const alerts = useAlerts().data?.alerts ?? [];
  const [first, ...others] = alerts;
  if (first === undefined) return null;
  return (
    <div className={`banner ${first.severity}`} role="status">
      <Icon name="warning" />
      <div>
        <strong>{t('alert.title')}</strong> <span>{first.message}</span>{' '}
        <small>{clock(first.since, company.timeZone, today, language)}</small>
        {others.length > 0 && (
          <details>
            <summary>{t('alert.more', { count: others.length })}</summary>
            <ul>
              {others.map((alert) => (
                <li key={alert.id}>{alert.message}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </div>
  );
}
