import { type Column, clickhouseType } from '../models/kit/column.ts';
import { columnComment } from '../models/kit/comment.ts';
import { identifier, literal } from './identifier.ts';

/** A column as `CREATE` and `ALTER` write it, its comment in both languages. */
export function columnSql(name: string, column: Column): string {
  const comment = columnComment(column);
  const told = comment === '' ? '' : ` COMMENT ${literal(comment)}`;
  return `${identifier(name)} ${clickhouseType(column)}${told}`;
}
