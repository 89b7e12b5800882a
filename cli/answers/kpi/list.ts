import { dimensionsOf, isAdditive, type Kpi } from '../../../models/kpi/kpi.ts';
import type { Answer } from '../../command.ts';
import { table } from '../../text/table.ts';

/** The catalogue, one line a KPI. */
export function kpiList(kpis: readonly Kpi[]): Answer {
  const rows = kpis.map((kpi) => {
    const { key, requirement, name, unit, direction, perspective, owner, version, grains } = kpi.declaration;
    return {
      ...{
        key,
        requirement: requirement ?? null,
        name,
        unit,
        direction,
        perspective,
        owner,
        version,
        grains,
      },
      ...{ dimensions: dimensionsOf(kpi), additive: isAdditive(kpi) },
    };
  });
  const titles = ['Key', 'R', '名称', 'Name', 'Unit', 'Better', 'Periods', 'Adds up'];
  const text = table(
    titles.map((title) => ({ title })),
    rows.map((row) => [
      ...[row.key, row.requirement ?? '', row.name.zh, row.name.en, row.unit, row.direction],
      ...[row.grains.join(', '), row.additive ? 'yes' : 'no'],
    ]),
  );
  return { data: rows, text };
}
