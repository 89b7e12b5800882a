import { Command, Option } from 'commander';
import { type CommonOptions, reply, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface PreviewOptions extends CommonOptions {
  readonly grain?: 'day' | 'month' | 'quarter';
  readonly limit: string;
  readonly sql?: boolean;
}

export function kpiCommand(): Command {
  return new Command('kpi')
    .description('the KPI catalogue: what is measured, how, and what a new declaration would show')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(previewCommand());
}

function listCommand(): Command {
  return teachingCommand('list', 'every KPI of the product and of yardstick.yaml', [
    'kpi list',
    'kpi list --json',
  ]).action(async (options: CommonOptions) => {
    const [{ configured }, { kpiList }] = await Promise.all([
      import('../runtime/configured.ts'),
      import('../answers/kpi/list.ts'),
    ]);
    reply(options, kpiList(configured(options).project.kpis));
  });
}

function showCommand(): Command {
  return teachingCommand('show', 'one KPI: names, formula, where it comes from, when it is not applicable', [
    'kpi show net_sales',
  ])
    .argument('<key>', 'for example net_sales')
    .action(async (key: string, options: CommonOptions) => {
      const [{ configured }, { kpiShow }] = await Promise.all([
        import('../runtime/configured.ts'),
        import('../answers/kpi/show.ts'),
      ]);
      reply(options, kpiShow(configured(options).project.kpis, key));
    });
}

function previewCommand(): Command {
  return teachingCommand(
    'preview',
    'check a declaration and compute it on what is published, changing nothing',
    [
      'kpi preview kpis/large_orders.yaml',
      'kpi preview kpis/large_orders.yaml --grain quarter --limit 50',
      'kpi preview kpis/large_orders.yaml --sql     # what it compiles to',
    ],
  )
    .argument('<file>', 'a declaration in YAML')
    .addOption(
      new Option('--grain <grain>', 'length of period (default: month, else the first it has)').choices([
        'day',
        'month',
        'quarter',
      ]),
    )
    .option('--limit <rows>', 'newest rows to show', '20')
    .option('--sql', 'show its SELECT and ask nothing')
    .action(async (file: string, options: PreviewOptions) => {
      const { draftOf, previewOf, sqlOfDraft } = await import('../answers/kpi/preview.ts');
      const { configured } = await import('../runtime/configured.ts');
      const draft = draftOf(configured(options).project.kpis, file, options.grain);
      if (options.sql === true) return reply(options, sqlOfDraft(draft));
      return connected(options, (connection) => previewOf(connection, draft, options.limit));
    });
}
