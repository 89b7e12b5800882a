import type { Answer } from '../command.ts';
import { type Configured, configured } from '../runtime/configured.ts';
import { type Connection, connectWith } from '../runtime/connect.ts';
import { counted } from '../text/format.ts';
import { type Finding, findingOf } from './doctor/finding.ts';
import { machineFindings } from './doctor/machine.ts';
import { runningFindings } from './doctor/running.ts';

/** Looks at everything that can be wrong and says how to mend it; exit code 1 when something is. */
export async function doctor(options: { readonly config?: string }): Promise<Answer> {
  const findings = [...(await machineFindings()), ...(await furtherFindings(options))];
  const bad = findings.filter(({ ok }) => !ok);
  const lines = findings.map(({ name, ok, found }) => `${ok ? '✓' : '✗'} ${name}: ${found}`);
  const mends = bad.map(({ name, mend }) => `→ ${name}: ${mend}`);
  const verdict = bad.length === 0 ? 'Everything is as it should be.' : mends.join('\n');
  return {
    data: { ok: bad.length === 0, findings },
    text: [...lines, '', verdict].join('\n'),
    failed: bad.length > 0,
  };
}

/** What a mistake in the configuration hides is not looked at, nor what stands in engines that do not run. */
async function furtherFindings(options: { readonly config?: string }): Promise<readonly Finding[]> {
  let known: Configured | undefined;
  const configuration = await findingOf('Configuration', async () => {
    known = configured(options);
    const { sources } = known.config;
    return `${known.choice.file}, ${counted(sources.length, 'source')}, ${counted(known.project.streams.length, 'stream')}`;
  });
  return known === undefined ? [configuration] : [configuration, ...(await findingsOf(known))];
}

async function findingsOf(known: Configured): Promise<readonly Finding[]> {
  let connection: Connection | undefined;
  const engines = await findingOf('Engines', async () => {
    connection = connectWith(known);
    return 'their addresses are known';
  });
  if (connection === undefined) return [engines];
  try {
    return [engines, ...(await runningFindings(connection))];
  } finally {
    await connection.close();
  }
}
