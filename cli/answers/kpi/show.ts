import { YardstickError } from '../../../errors/yardstick-error.ts';
import { dimensionsOf, factsOf, isAdditive, type Kpi } from '../../../models/kpi/kpi.ts';
import type { Answer } from '../../command.ts';
import { table } from '../../text/table.ts';

/** Everything the catalogue says of one KPI, in both languages. Throws KPI_UNKNOWN. */
export function kpiShow(kpis: readonly Kpi[], key: string): Answer {
  const kpi = kpis.find(({ declaration }) => declaration.key === key);
  if (kpi === undefined) throw new YardstickError('KPI_UNKNOWN', 'There is no such KPI.', { subject: key });
  const { declaration, file } = kpi;
  const data = {
    ...declaration,
    ...{ file, sources: factsOf(kpi), dimensions: dimensionsOf(kpi), additive: isAdditive(kpi) },
  };
  return { data, text: table([{ title: '' }, { title: '' }], linesOf(kpi)) };
}

function linesOf(kpi: Kpi): readonly (readonly string[])[] {
  const { declaration, file } = kpi;
  const { name, formula, na, denominator, minimum } = declaration;
  return [
    ['Key', declaration.key],
    ['Requirement', declaration.requirement ?? ''],
    ['名称', name.zh],
    ['Name', name.en],
    ['公式', formula.zh],
    ['Formula', formula.en],
    ...(na === undefined
      ? []
      : [
          ['不适用', na.zh],
          ['Not applicable', na.en],
        ]),
    ['Unit, better', `${declaration.unit}, ${declaration.direction}`],
    ['Perspective', declaration.perspective],
    ['Owner, version', `${declaration.owner}, ${declaration.version}`],
    ['Periods', declaration.grains.join(', ')],
    ['Dimensions', dimensionsOf(kpi).join(', ')],
    ['Adds up', isAdditive(kpi) ? 'yes' : 'no: computed from facts at every level'],
    ['Numerator', declaration.numerator],
    ...(denominator === undefined ? [] : [['Denominator', denominator]]),
    ...(minimum === undefined
      ? []
      : [['At least', `${minimum.at_least} ${minimum.of}, otherwise ${minimum.otherwise}`]]),
    ...kpi.measures.map(({ name: measure, declared, credit, fact }) => [
      measure,
      wordsOf({ ...declared, ...(fact.employees?.kind === 'credit' ? { credit } : {}) }),
    ]),
    ['File', file],
  ];
}

/** `fact order_event, sum net_base, credit share` */
function wordsOf(measure: object): string {
  return Object.entries(measure)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(', ');
}
