import { type Answer, type CommonOptions, reply } from './command.ts';
import type { Connection } from './runtime/connect.ts';

/** Runs a command that needs what runs: connects, answers, and lets go again. */
export async function connected(
  options: CommonOptions,
  answer: (connection: Connection) => Promise<Answer>,
): Promise<void> {
  const { connectTo } = await import('./runtime/connect.ts');
  const connection = connectTo(options);
  try {
    reply(options, await answer(connection));
  } finally {
    await connection.close();
  }
}
