import type { Asset } from './asset.ts';
import type { Additivity, Column } from './column.ts';

const zh: Readonly<Record<Exclude<Additivity, 'attribute'>, string>> = {
  additive: '可加',
  'semi-additive': '半可加：不得跨时间相加',
  'non-additive': '不可加',
};

const en: typeof zh = {
  additive: 'additive',
  'semi-additive': 'semi-additive: never over time',
  'non-additive': 'non-additive',
};

/** How a measure adds up, in both languages; undefined for what measures nothing. */
export function additivityText({
  additivity,
}: Pick<Column, 'additivity'>): { readonly en: string; readonly zh: string } | undefined {
  if (additivity === undefined || additivity === 'attribute') return undefined;
  return { en: en[additivity], zh: zh[additivity] };
}

/** The `COMMENT` of a column: `Negative (additive) · 负数（可加）`; only what was declared. */
export function columnComment(column: Column): string {
  if (column.comment === '') return '';
  const adds = additivityText(column);
  const english = adds === undefined ? column.comment : `${column.comment} (${adds.en})`;
  const chinese = adds === undefined ? column.commentZh : `${column.commentZh}（${adds.zh}）`;
  return column.commentZh === '' ? english : `${english} · ${chinese}`;
}

/** The `COMMENT` of a stored table and of its view, in both languages where both are declared. */
export function assetComment({
  description,
  descriptionZh,
}: Pick<Asset, 'description' | 'descriptionZh'>): string {
  return descriptionZh === undefined ? description : `${description} · ${descriptionZh}`;
}
