import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { chooseLanguage, useMessages } from '../i18n/setup.ts';
import { chooseTheme, useTheme } from '../theme.ts';
import { Dialog } from './dialog.tsx';
import { Icon, type IconName } from './icons.tsx';
import { useDestinations } from './navigation.ts';

interface Command {
  readonly title: string;
  readonly icon: IconName;
  readonly run: () => void;
}

/** Pages and the few commands there are, found by typing. */
export function Palette({ close }: { readonly close: () => void }): ReactNode {
  const { t } = useMessages();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = useCommands().filter((command) => matches(command.title, typed));
  const run = (command: Command | undefined) => {
    command?.run();
    close();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter') run(found[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t('palette.title')} className="palette" close={close}>
      <input
        autoFocus
        type="search"
        placeholder={t('palette.hint')}
        aria-label={t('palette.hint')}
        value={typed}
        onKeyDown={onKey}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
      />
      <ul>
        {found.map((command, index) => (
          <li key={command.title}>
            <button
              type="button"
              className={index === at ? 'command chosen' : 'command'}
              onClick={() => run(command)}
            >
              <Icon name={command.icon} />
              {command.title}
            </button>
          </li>
        ))}
        {found.length === 0 && <li className="muted">{t('palette.none')}</li>}
      </ul>
    </Dialog>
  );
}

function useCommands(): readonly Command[] {
  const { t, language } = useMessages();
  const theme = useTheme();
  const [, go] = useLocation();
  const pages = useDestinations().map(({ path, title, icon }) => ({ title, icon, run: () => go(path) }));
  return [
    ...pages,
    {
      title: t('language.switch'),
      icon: 'language',
      run: () => chooseLanguage(language === 'zh' ? 'en' : 'zh'),
    },
    {
      title: theme === 'dark' ? t('theme.toLight') : t('theme.toDark'),
      icon: theme === 'dark' ? 'sun' : 'moon',
      run: () => chooseTheme(theme === 'dark' ? 'light' : 'dark'),
    },
  ];
}

function matches(title: string, typed: string): boolean {
  return title.toLowerCase().includes(typed.trim().toLowerCase());
}

/** The keys, listed. */
export function Help({ close }: { readonly close: () => void }): ReactNode {
  const { t } = useMessages();
  const keys = [
    ['/', t('help.search')],
    ['⌘ K', t('help.palette')],
    ['J  K', t('help.rows')],
    ['E', t('help.why')],
    ['?', t('help.help')],
    ['Esc', t('help.close')],
  ] as const;
  return (
    <Dialog title={t('help.title')} className="help" close={close}>
      <h2>{t('help.title')}</h2>
      <dl>
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
