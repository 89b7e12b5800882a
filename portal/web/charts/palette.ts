/** The tokens as a chart needs them: the canvas cannot read CSS variables itself. */
export interface Palette {
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly raised: string;
  readonly actual: string;
  readonly previous: string;
  readonly plan: string;
  readonly forecast: string;
  readonly accent: string;
  readonly good: string;
  readonly bad: string;
  readonly categories: readonly string[];
}

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    text: token('text'),
    muted: token('muted'),
    line: token('line'),
    surface: token('surface'),
    raised: token('raised'),
    actual: token('actual'),
    previous: token('previous'),
    plan: token('plan'),
    forecast: token('forecast'),
    accent: token('accent'),
    good: token('good'),
    bad: token('bad'),
    categories: [1, 2, 3, 4, 5, 6].map((at) => token(`category-${at}`)),
  };
}
