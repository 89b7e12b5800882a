import type { Asset } from './asset.ts';
import type { Column } from './column.ts';

/** What the data dictionary would lack of an asset: `fct.payment.amount_tc: no Chinese text`. Empty when nothing does. */
export function undocumented(
  asset: Pick<Asset, 'key' | 'description' | 'descriptionZh' | 'columns'>,
): readonly string[] {
  const columns = Object.entries(asset.columns).flatMap(([name, column]) =>
    gaps(column).map((gap) => `${asset.key}.${name}: ${gap}`),
  );
  return [...texts(asset.description, asset.descriptionZh).map((gap) => `${asset.key}: ${gap}`), ...columns];
}

function gaps(column: Column): readonly string[] {
  const undeclared = column.additivity === undefined ? ['does not say how it adds up'] : [];
  return [...texts(column.comment, column.commentZh), ...undeclared];
}

function texts(english: string, chinese: string | undefined): readonly string[] {
  return [
    ...(english === '' ? ['no English text'] : []),
    ...(chinese === undefined || !/\p{Script=Han}/u.test(chinese) ? ['no Chinese text'] : []),
  ];
}
