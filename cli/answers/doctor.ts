import type { Answer } from '../command.ts';
import { type Connection, connectTo } from '../runtime/connect.ts';
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

/** What can be looked at only with a good configuration and running engines. */
async function furtherFindings(options: { readonly config?: string }): Promise<readonly Finding[]> {
  let connection: Connection | undefined;
  const opened = await findingOf('Configuration and engines', async () => {
    connection = connectTo(options);
    return `${connection.choice.file}, ${connection.config.sources.length} sources`;
  });
  if (connection === undefined) return [opened];
  try {
    return [opened, ...(await runningFindings(connection))];
  } finally {
    await connection.close();
  }
}
