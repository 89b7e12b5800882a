import {
  type DeclarationFile,
  declarationRefusal,
  readDeclaration,
  withOwnKeys,
} from '../kit/read-declaration.ts';
import { type KpiDeclaration, kpiSchema, type Measure } from './declaration.ts';
import { type Expression, namesIn } from './expression/expression.ts';
import type { Kind } from './expression/function.ts';
import { readExpression } from './expression/read.ts';
import { type KpiFact, knowsPeople, namesOf } from './fact.ts';
import { kpiFacts } from './facts.ts';
import { dimensionsOf, type Kpi, type ReadMeasure } from './kpi.ts';

/** Reads and checks declarations; no two may have one key. Throws KPI_INVALID naming file, key and rule. */
export function readCatalogue(files: readonly DeclarationFile[]): readonly Kpi[] {
  return withOwnKeys(files.map(readKpi), 'KPI_INVALID').toSorted((a, b) => numberOf(a) - numberOf(b));
}

/** In the order of the requirements, a company's own last. */
function numberOf({ declaration }: Kpi): number {
  return Number(declaration.requirement?.slice(1) ?? 1000);
}

/** Reads and checks one declaration. Throws KPI_INVALID naming file, key and rule. */
export function readKpi({ file, text }: DeclarationFile): Kpi {
  const declaration = readDeclaration(kpiSchema, { file, text }, 'KPI_INVALID');
  const measures = Object.entries(declaration.measures).map(([name, measure]) =>
    readMeasure(file, name, measure),
  );
  const kpi: Kpi = {
    ...{ declaration, file, measures },
    numerator: readFigure({ file, key: 'numerator' }, declaration.numerator, declaration),
    ...(declaration.denominator === undefined
      ? {}
      : { denominator: readFigure({ file, key: 'denominator' }, declaration.denominator, declaration) }),
  };
  refuseIdleMeasures(kpi);
  refuseGrains(kpi);
  refuseMinimum(kpi);
  refuseRanking(kpi);
  return kpi;
}

function readMeasure(file: string, name: string, declared: Measure): ReadMeasure {
  const place = (key: string): Place => ({ file, key: `measures.${name}.${key}` });
  const fact = factNamed(place('fact'), declared.fact);
  const names = namesOf(fact);
  const read = (key: string, text: string, kinds: readonly Kind[]) =>
    readExpression(text, names, kinds, (rule) => refusal(place(key), rule));
  const things: readonly Kind[] = ['text', 'number', 'day', 'instant', 'truth'];
  const { sum, distinct, quantile, top, where, begun_by } = declared;
  if (declared.credit !== undefined && fact.employees?.kind !== 'credit')
    throw refusal(place('credit'), `${declared.fact} is not credited by order; leave credit out.`);
  return {
    ...{ name, fact, declared },
    ...(sum === undefined ? {} : { value: read('sum', sum, ['number']) }),
    ...(distinct === undefined ? {} : { value: read('distinct', distinct, things) }),
    ...(quantile === undefined ? {} : { value: read('quantile.of', quantile.of, ['number']) }),
    ...(top === undefined
      ? {}
      : { value: read('top.sum', top.sum, ['number']), by: read('top.by', top.by, things) }),
    ...(where === undefined ? {} : { where: read('where', where, ['truth']) }),
    ...(begun_by === undefined ? {} : { begunBy: factNamed(place('begun_by'), begun_by) }),
    credit: declared.credit ?? (sum === undefined && top === undefined ? 'primary' : 'share'),
  };
}

function factNamed(place: Place, name: string): KpiFact {
  const found = kpiFacts.get(name);
  if (found !== undefined) return found;
  throw refusal(place, `there is no fact ${name}; expected one of: ${[...kpiFacts.keys()].join(', ')}.`);
}

function readFigure(place: Place, text: string, { measures }: KpiDeclaration): Expression {
  const names = new Map(Object.keys(measures).map((name): [string, Kind] => [name, 'number']));
  const read = readExpression(text, names, ['number'], (rule) => refusal(place, rule));
  refuseDivision(place, read);
  return read;
}

/** Parts must stay exact until the one division at the end. */
function refuseDivision(place: Place, expression: Expression): void {
  if (expression.kind === 'unary') refuseDivision(place, expression.of);
  if (expression.kind === 'call')
    throw refusal(place, `it calls ${expression.name}; only + - * and brackets may stand between measures.`);
  if (expression.kind !== 'binary') return;
  if (expression.sign === '/') throw refusal(place, 'it divides; say what is divided by as the denominator.');
  refuseDivision(place, expression.left);
  refuseDivision(place, expression.right);
}

function refuseIdleMeasures({ file, measures, numerator, denominator, declaration }: Kpi): void {
  const used = [...namesIn(numerator), ...(denominator ? namesIn(denominator) : []), declaration.minimum?.of];
  const idle = measures.find(({ name }) => !used.includes(name));
  if (idle !== undefined)
    throw refusal({ file, key: `measures.${idle.name}` }, 'neither numerator nor denominator uses it.');
}

function refuseGrains({ file, measures, declaration }: Kpi): void {
  if (!declaration.grains.includes('day')) return;
  const coarse = measures.find(
    ({ fact, declared }) => fact.grain === 'month' || declared.shift !== undefined,
  );
  if (coarse === undefined) return;
  const why =
    coarse.declared.shift === undefined ? `${coarse.declared.fact} tells of whole months` : 'it is shifted';
  throw refusal({ file, key: 'grains' }, `day is not possible: ${why} in measures.${coarse.name}.`);
}

function refuseMinimum({ file, measures, declaration: { minimum } }: Kpi): void {
  if (minimum === undefined) return;
  const found = measures.find(({ name }) => name === minimum.of);
  if (found === undefined) throw refusal({ file, key: 'minimum.of' }, `there is no measure ${minimum.of}.`);
  if (minimum.otherwise === 'team' && !knowsPeople(found.fact))
    throw refusal({ file, key: 'minimum.otherwise' }, `${found.declared.fact} knows no teams.`);
}

function refuseRanking(kpi: Kpi): void {
  const { direction, ranking } = kpi.declaration;
  if (ranking === undefined) return;
  const place = { file: kpi.file, key: 'ranking' };
  if (direction === 'neutral') throw refusal(place, 'neither more nor less is better: nobody can be first.');
  if (!dimensionsOf(kpi).includes('employee')) throw refusal(place, 'its facts know no people.');
}

interface Place {
  readonly file: string;
  readonly key: string;
}

function refusal(place: Place, rule: string) {
  return declarationRefusal('KPI_INVALID', place, rule);
}
