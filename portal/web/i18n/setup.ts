import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '../../../dashboards/kit/text.ts';
import { remember, remembered } from '../preferences.ts';
import { en } from './en.ts';
import { type MessageKey, zh } from './zh.ts';

/** Starts in the language chosen before, else the browser's, else Chinese. */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { zh: { translation: zh }, en: { translation: en } },
    lng: firstLanguage(),
    fallbackLng: 'zh',
    showSupportNotice: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
  mark(firstLanguage());
}

function firstLanguage(): Language {
  const chosen = remembered('language');
  if (chosen === 'zh' || chosen === 'en') return chosen;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh';
}

export function chooseLanguage(language: Language): void {
  remember('language', language);
  mark(language);
  void i18next.changeLanguage(language);
}

function mark(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

export interface Messages {
  readonly language: Language;
  /** The text of a key, `{{names}}` filled in. */
  readonly t: (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;
}

export function useMessages(): Messages {
  const { t, i18n } = useTranslation();
  return {
    language: i18n.language === 'en' ? 'en' : 'zh',
    t: (key, values = {}) => t(key, { ...values }),
  };
}
