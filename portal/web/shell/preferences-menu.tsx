import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { signOut } from '../api/client.ts';
import { chooseLanguage, useMessages } from '../i18n/setup.ts';
import { chooseTheme, useTheme } from '../theme.ts';
import { useViewer } from '../viewer-context.ts';
import { Icon } from './icons.tsx';

/** Who is signed in, language, theme, and the way out. */
export function Preferences(): ReactNode {
  const me = useViewer();
  const { t } = useMessages();
  return (
    <div className="preferences">
      <div className="who">
        <strong>{me.name}</strong>
        <span>{t(`role.${me.role}`)}</span>
      </div>
      <div className="preference-buttons">
        <LanguageButton />
        <ThemeButton />
        <SignOutButton />
      </div>
    </div>
  );
}

export function LanguageButton(): ReactNode {
  const { t, language } = useMessages();
  return (
    <button
      type="button"
      className="quiet"
      lang={language === 'zh' ? 'en' : 'zh-CN'}
      aria-label={t('language.switch')}
      onClick={() => chooseLanguage(language === 'zh' ? 'en' : 'zh')}
    >
      <Icon name="language" />
      <span>{t('language.other')}</span>
    </button>
  );
}

export function ThemeButton(): ReactNode {
  const { t } = useMessages();
  const theme = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  const label = theme === 'dark' ? t('theme.toLight') : t('theme.toDark');
  return (
    <button
      type="button"
      className="quiet"
      aria-label={label}
      title={label}
      onClick={() => chooseTheme(other)}
    >
      <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
    </button>
  );
}

function SignOutButton(): ReactNode {
  const { t, language } = useMessages();
  const client = useQueryClient();
  const leave = () => void signOut(language).finally(() => client.resetQueries());
  return (
    <button
      type="button"
      className="quiet"
      aria-label={t('nav.signOut')}
      title={t('nav.signOut')}
      onClick={leave}
    >
      <Icon name="exit" />
    </button>
  );
}
