import type { Asset } from '../../models/kit/asset.ts';
import { checkName } from '../../models/kit/check.ts';
import { type Column, clickhouseType } from '../../models/kit/column.ts';
import { additivityText } from '../../models/kit/comment.ts';
import { layerOf, layers } from '../../models/kit/key.ts';
import { warehouseAssets } from '../../models/warehouse.ts';
import { chinese, english, type Words } from './words.ts';

export type Language = 'en' | 'zh';

interface Page {
  readonly language: Language;
  readonly words: Words;
}

/** The data dictionary as Markdown: every asset that is the same for all companies, layer by layer. */
export function dictionary(language: Language): string {
  const page: Page = { language, words: language === 'zh' ? chinese : english };
  const assets = warehouseAssets({ sources: [], precedence: [] });
  const parts = layers.flatMap((layer) => [
    `## ${page.words.layers[layer]}`,
    ...assets.filter(({ key }) => layerOf(key) === layer).map((asset) => assetText(asset, page)),
  ]);
  return `${[`# ${page.words.title}`, page.words.intro, ...parts].join('\n\n')}\n`;
}

function assetText(asset: Asset, page: Page): string {
  const told = page.language === 'zh' ? (asset.descriptionZh ?? '') : asset.description;
  const rows = Object.entries(asset.columns).map(([name, column]) => columnRow(name, column, page));
  const header = `| ${page.words.header.join(' | ')} |\n| --- | --- | --- | --- |`;
  return [`### ${asset.key}`, told, makeup(asset, page.words), `${header}\n${rows.join('\n')}`].join('\n\n');
}

/** `one part a month by business_date · ordered by … · made from … · checked by … · published by 06:30` */
function makeup(asset: Asset, words: Words): string {
  const inputs = Object.values(asset.inputs).map((input) =>
    code(input.kind === 'stream' ? input.stream : input.asset),
  );
  const checks = asset.checks.map((check) => code(checkName(check)));
  const parts = [
    asset.partitions.kind === 'monthly' ? words.monthly(asset.partitions.column) : words.whole,
    `${words.order} ${asset.orderBy.map(code).join(', ')}`,
    ...(inputs.length > 0 ? [`${words.from} ${inputs.join(', ')}`] : []),
    ...(checks.length > 0 ? [`${words.checks} ${checks.join(', ')}`] : []),
    ...(asset.freshness === undefined ? [] : [`${words.publishedBy} ${asset.freshness.publishedBy}`]),
  ];
  return parts.join(' · ');
}

function columnRow(name: string, column: Column, { language, words }: Page): string {
  const told = language === 'zh' ? column.commentZh : column.comment;
  const meaning = column.personal ? `${told} *(${words.personal})*` : told;
  const adds = additivityText(column)?.[language] ?? '';
  return `| ${code(name)} | ${code(clickhouseType(column))} | ${cell(meaning)} | ${adds} |`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}
