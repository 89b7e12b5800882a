/** The languages of the portal; both are first-class. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** A text in every language. */
export type Text = Readonly<Record<Language, string>>;

export function text(zh: string, en: string): Text {
  return Object.freeze({ zh, en });
}
