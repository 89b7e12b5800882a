import { dictionary } from './dictionary.ts';

/** The generated pages of docs/: file name and text. */
export function generatedPages(): ReadonlyMap<string, string> {
  return new Map([
    ['data-dictionary.md', dictionary('en')],
    ['data-dictionary.zh-CN.md', dictionary('zh')],
  ]);
}
