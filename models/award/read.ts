import {
  type DeclarationFile,
  declarationRefusal,
  readDeclaration,
  withOwnKeys,
} from '../kit/read-declaration.ts';
import type { Kpi } from '../kpi/kpi.ts';
import type { Award, Direction } from './award.ts';
import { type AwardDeclaration, awardSchema } from './declaration.ts';

/** Reads and checks declarations of awards; no two may have one key. Throws AWARD_INVALID naming file, key and rule. */
export function readAwards(files: readonly DeclarationFile[], kpis: readonly Kpi[]): readonly Award[] {
  return withOwnKeys(
    files.map((file) => readAward(file, kpis)),
    'AWARD_INVALID',
  );
}

function readAward({ file, text }: DeclarationFile, kpis: readonly Kpi[]): Award {
  const declaration = readDeclaration(awardSchema, { file, text }, 'AWARD_INVALID');
  if (declaration.period === 'year')
    throw refusal(file, 'period', 'nobody is ranked by year yet; write month or quarter.');
  const place = { file, key: 'measure.kpi' };
  return {
    ...{ declaration, file, direction: directionOf(declaration, declaration.measure.kpi, kpis, place) },
    alsoDirections: declaration.also.map(({ kpi }, n) =>
      directionOf(declaration, kpi, kpis, { file, key: `also.${n}.kpi` }),
    ),
  };
}

/** People must be ranked by it for that length of period. */
function directionOf(
  { period }: AwardDeclaration,
  key: string,
  kpis: readonly Kpi[],
  place: { readonly file: string; readonly key: string },
): Direction {
  if (key === 'score') return 'higher';
  const found = kpis.find(({ declaration }) => declaration.key === key)?.declaration;
  if (found === undefined) {
    const ranked = kpis.flatMap(({ declaration }) =>
      declaration.ranking === undefined ? [] : declaration.key,
    );
    throw refusal(
      place.file,
      place.key,
      `there is no KPI ${key}; people are ranked by: ${['score', ...ranked].join(', ')}.`,
    );
  }
  if (found.ranking === undefined)
    throw refusal(place.file, place.key, `nobody is ranked by ${key}; give that KPI a ranking first.`);
  if (!found.grains.some((grain) => grain === period))
    throw refusal(place.file, place.key, `${key} is not computed by ${period}.`);
  return found.direction === 'lower' ? 'lower' : 'higher';
}

function refusal(file: string, key: string, rule: string) {
  return declarationRefusal('AWARD_INVALID', { file, key }, rule);
}
