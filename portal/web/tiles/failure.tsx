import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ApiError } from '../api/client.ts';
import { useMessages } from '../i18n/setup.ts';

interface Props {
  readonly error: Error;
  readonly retry: () => void;
}

/** A page that could not be read. */
export function FailurePanel({ error, retry }: Props): ReactNode {
  const { t } = useMessages();
  // Asking again opens no door.
  const isClosed = error instanceof ApiError && error.status === 403;
  return (
    <div className="notice" role="alert">
      <h1>{t(isClosed ? 'page.closed' : 'page.failed')}</h1>
      <Explanation error={error} />
      {isClosed ? (
        <Link href="/" className="button">
          {t('page.home')}
        </Link>
      ) : (
        <button type="button" className="button" onClick={retry}>
          {t('tile.retry')}
        </button>
      )}
    </div>
  );
}

/** One tile that could not be read; the others stay. */
export function TileFailure({ error, retry }: Props): ReactNode {
  const { t } = useMessages();
  return (
    <div className="tile-notice failure" role="alert">
      <strong>{t('tile.failed')}</strong>
      <Explanation error={error} />
      <button type="button" className="button" onClick={retry}>
        {t('tile.retry')}
      </button>
    </div>
  );
}

export function Explanation({ error }: { readonly error: Error }): ReactNode {
  const { t } = useMessages();
  const problem = error instanceof ApiError && error.status > 0 ? error.problem : undefined;
  return (
    <p className="muted">
      {problem?.message ?? t('error.offline')} {problem?.advice ?? t('error.offlineAdvice')}
      {problem?.reference && <small> {t('tile.reference', { reference: problem.reference })}</small>}
    </p>
  );
}
