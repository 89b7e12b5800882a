import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useMessages } from '../i18n/setup.ts';
import { AlertBanner } from './alert-banner.tsx';
import { Icon } from './icons.tsx';
import { useShortcuts } from './keyboard.ts';
import { useDestinations } from './navigation.ts';
import { Help, Palette } from './palette.tsx';
import { Preferences } from './preferences-menu.tsx';

type Panel = 'palette' | 'help' | undefined;

/** Everything around a page: rail on a wide screen, tabs at the bottom of a phone. */
export function Shell({ children }: { readonly children: ReactNode }): ReactNode {
  const { t } = useMessages();
  const [panel, setPanel] = useState<Panel>();
  useShortcuts({ palette: () => setPanel('palette'), help: () => setPanel('help') });
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('nav.skip')}
      </a>
      <Rail search={() => setPanel('palette')} />
      <main id="content" className="content" tabIndex={-1}>
        <AlertBanner />
        {children}
      </main>
      <Tabs />
      {panel === 'palette' && <Palette close={() => setPanel(undefined)} />}
      {panel === 'help' && <Help close={() => setPanel(undefined)} />}
    </div>
  );
}

function Rail({ search }: { readonly search: () => void }): ReactNode {
  const { t } = useMessages();
  return (
    <aside className="rail">
      <Brand />
      <button type="button" className="rail-search" onClick={search}>
        <Icon name="search" size={16} />
        <span>{t('palette.title')}</span>
        <kbd>⌘K</kbd>
      </button>
      <nav aria-label={t('nav.main')}>
        <Destinations />
      </nav>
      <Preferences />
    </aside>
  );
}

function Brand(): ReactNode {
  const { t } = useMessages();
  return (
    <Link href="/" className="brand">
      <img src="/icon.svg" width={24} height={24} alt="" />
      <span>{t('product')}</span>
    </Link>
  );
}

function Tabs(): ReactNode {
  const { t } = useMessages();
  return (
    <nav className="tabs" aria-label={t('nav.main')}>
      <Destinations />
    </nav>
  );
}

function Destinations(): ReactNode {
  const [location] = useLocation();
  return useDestinations().map(({ path, title, icon }) => (
    <Link
      key={path}
      href={path}
      className="destination"
      aria-current={location === path ? 'page' : undefined}
    >
      <Icon name={icon} />
      <span>{title}</span>
    </Link>
  ));
}
