import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useMessages } from '../i18n/setup.ts';

export function MissingPage(): ReactNode {
  const { t } = useMessages();
  return (
    <div className="notice">
      <h1>{t('page.missing')}</h1>
      <p className="muted">{t('page.missingAdvice')}</p>
      <Link href="/" className="button">
        {t('page.home')}
      </Link>
    </div>
  );
}
