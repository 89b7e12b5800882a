import type { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface Options extends CommonOptions {
  readonly source: readonly string[];
  readonly asset: readonly string[];
  readonly acceptDeletions: readonly string[];
  readonly input?: string;
  readonly detach?: boolean;
}

export function runCommand(): Command {
  return teachingCommand('run', 'read the sources, rebuild what became stale, publish it as one release', [
    'run',
    'run --source erp                # read only the ERP',
    'run --asset mart.kpi_monthly    # read nothing, build this again',
    'run --config examples/golden --input case.json    # hand a document in and read it',
  ])
    .option('--source <source...>', 'read only these', [])
    .option(
      '--asset <asset...>',
      'build these though nothing they are made from has changed; reads no source unless --source is given too',
      [],
    )
    .option(
      '--accept-deletions <stream...>',
      'of these, such as erp.customer, delete however much is gone',
      [],
    )
    .option(
      '--input <file>',
      'the document of a source of connector fixture: checked, put into the home, and read in place of the former one',
    )
    .option('--detach', 'answer at once; `status` shows how it goes')
    .action(async (options: Options) => {
      const replaced = options.input === undefined ? [] : await prepare(options, options.input);
      await connected(options, async (connection) => {
        const { run } = await import('../answers/order.ts');
        const { source, asset, acceptDeletions, detach = false } = options;
        const accepted = [...new Set([...acceptDeletions, ...replaced])];
        return run(connection, { sources: source, assets: asset, acceptDeletions: accepted, detach });
      });
    });
}

/** Hands the document in before anything runs; answers the streams it replaces as a whole. */
async function prepare(options: Options, input: string): Promise<readonly string[]> {
  const { configured } = await import('../runtime/configured.ts');
  const { assertOwnHome, ensureRunning } = await import('../runtime/running.ts');
  const { giveDocument } = await import('../answers/document/give.ts');
  const { languageOf } = await import('../answers/plans/wording.ts');
  const known = configured(options);
  assertOwnHome(known);
  const { replaced, warnings } = await giveDocument(known, input, options.source);
  const language = languageOf(known, undefined);
  for (const { key, happened } of warnings) console.error(`! ${key}: ${happened[language]}`);
  await ensureRunning(known);
  return replaced;
}
