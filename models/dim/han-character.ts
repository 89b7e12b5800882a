import { defineAsset, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { string } from '../kit/column.ts';
import { hanSql } from '../reference/han-sql.ts';

export const dimHanCharacter = defineAsset({
  key: 'dim.han_character',
  description: 'One Chinese character: how it is written in simplified script, and how it is read.',
  descriptionZh: '一个汉字：其简体写法与读音。',
  columns: {
    character: string.describe('Character as it may be written', '书写所用的字'),
    simplified: string.describe('The same in simplified script', '对应的简体字'),
    reading: string.describe(
      'Commonest reading in pinyin, without tone; empty: unknown',
      '最常用读音（拼音，不标声调）；未知为空',
    ),
  },
  partitions: unpartitioned(),
  orderBy: ['character'],
  inputs: {},
  compute: { kind: 'text', sql: hanSql(), origin: 'models/reference/han-sql.ts' },
  checks: [unique('character')],
});
