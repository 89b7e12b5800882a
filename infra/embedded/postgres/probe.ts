import { Client } from 'pg';
import { YardstickError } from '../../../errors/yardstick-error.ts';

const wrongPassword = '28P01';

/** Whether the server accepts connections yet. Error: ENGINE_PASSWORD, because waiting would not help then. */
export async function accepts(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  // A server that stops in between would otherwise end the process with an unhandled error event.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (caught) {
    if (codeOf(caught) !== wrongPassword) return false;
    throw new YardstickError('ENGINE_PASSWORD', 'The server does not know this password.', {
      subject: 'postgres',
      cause: caught,
    });
  } finally {
    await client.end().catch(() => undefined);
  }
}

function codeOf(caught: unknown): unknown {
  return caught instanceof Error && 'code' in caught ? caught.code : undefined;
}
