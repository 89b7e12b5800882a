import type { LedgerDb } from '../../../ledger/schema.ts';
import { allTargets, type TargetRecord } from '../../../ledger/target.ts';
import type { Answer } from '../../command.ts';
import { table } from '../../text/table.ts';

/** Every version of every target. */
export async function list(db: LedgerDb): Promise<Answer> {
  const targets = await allTargets(db);
  return {
    data: targets,
    text: targets.length === 0 ? 'Nobody has proposed a target yet.' : targetsTable(targets),
  };
}

export function targetsTable(targets: readonly TargetRecord[]): string {
  const right = { align: 'right' } as const;
  return table(
    [
      ...[
        { title: 'Id', ...right },
        { title: 'Owner' },
        { title: 'KPI' },
        { title: 'Of' },
        { title: 'From' },
      ],
      ...[
        { title: 'Until' },
        { title: 'Version', ...right },
        { title: 'Value', ...right },
        { title: 'Unit' },
      ],
      ...[{ title: 'State' }, { title: 'Written by' }, { title: 'Decided by' }],
    ],
    targets.map((each) => [
      ...[String(each.id), `${each.ownerKind} ${each.owner}`, each.kpi],
      [each.product, each.region].filter((word) => word !== '').join(', ') || '–',
      ...[each.periodStart, each.periodEnd, String(each.version), each.value, each.unit, each.state],
      ...[each.author, each.decidedBy ?? '–'],
    ]),
  );
}
