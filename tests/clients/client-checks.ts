import { expect, test } from 'vitest';
import { z } from 'zod';
import type { TestClickHouse } from '../../infra/embedded/clickhouse/test-server.ts';
import { describeClient } from './describe-client.ts';
import { endpointEnvironment } from './endpoint-environment.ts';
import { type ProgramOptions, runProgram } from './outside-program.ts';
import type { Available } from './prepared-folder.ts';

/** What a client's program prints, a JSON document a line: every check as it ends, and at last how many there were. */
const line = z.union([
  z.strictObject({ check: z.string(), error: z.string().optional() }),
  z.strictObject({ done: z.number().int().positive() }),
]);

export interface ClientRun {
  readonly checks: readonly { readonly check: string; readonly error?: string | undefined }[];
  /** How many checks the program counted; undefined when it broke off. */
  readonly done: number | undefined;
  /** Exit code and what it said on standard error. */
  readonly end: string;
}

/** Runs a client's program against the endpoint and reads its checks. */
export async function runChecks(
  command: string,
  args: readonly string[],
  server: TestClickHouse,
  options: ProgramOptions = {},
): Promise<ClientRun> {
  const env = { ...endpointEnvironment(server), ...options.env };
  const end = await runProgram(command, args, { ...options, env });
  const lines = (end?.stdout ?? '').split('\n').filter((text) => text.startsWith('{'));
  const all = lines.map((text) => line.parse(JSON.parse(text)));
  return {
    checks: all.flatMap((one) => ('check' in one ? [one] : [])),
    done: all.flatMap((one) => ('done' in one ? [one.done] : [])).at(-1),
    end: `${command} ended with ${end?.code}. ${end?.stdout.slice(-2_000)}\n${end?.stderr.slice(-4_000)}`,
  };
}

/** Each check of a client as a test of ours. */
export function testChecks(client: string, run: Available<ClientRun>): void {
  const none: ClientRun = { checks: [], done: undefined, end: '' };
  const { checks, done, end } = 'missing' in run ? none : run.there;
  describeClient(client, run, () => {
    test.each(checks.map(({ check, error }) => [check, error] as const))('%s', (_, error) => {
      if (error !== undefined) throw new Error(error);
    });
    test('the program ran to its end', () => {
      expect(done, end).toBe(checks.length);
    });
  });
}
