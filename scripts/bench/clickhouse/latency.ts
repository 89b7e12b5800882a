import { type Figure, median, timed } from '../figure.ts';
import { type Bench, HttpClient } from './http-client.ts';

const requests = 1_000;
const clients = 8;
const largestMedianMs = 4;
const fewestPerSecond = 300;

/** The smallest question: what the endpoint itself costs. */
export async function latencyFigures({ server }: Bench): Promise<readonly Figure[]> {
  const ask = (client: HttpClient) => client.send('SELECT 1');
  const one = new HttpClient(server);
  const times: number[] = [];
  for (let n = 0; n < requests; n += 1) times.push(await timed(() => ask(one)));
  one.close();
  const p50 = median(times);
  const p99 = [...times].sort((a, b) => a - b)[Math.floor(requests * 0.99)] ?? Number.NaN;

  const many = Array.from({ length: clients }, () => new HttpClient(server));
  const tookMs = await timed(() =>
    Promise.all(
      many.map(async (client) => {
        for (let n = 0; n < requests / 2; n += 1) await ask(client);
      }),
    ),
  );
  for (const client of many) client.close();
  const perSecond = ((clients * requests) / 2 / tookMs) * 1000;
  return [
    {
      name: 'SELECT 1, one client',
      measured: `${p50.toFixed(2)} ms half of the time, ${p99.toFixed(2)} ms 99 %`,
      target: `at most ${largestMedianMs} ms half of the time`,
      met: p50 <= largestMedianMs,
    },
    {
      name: `SELECT 1, ${clients} clients`,
      measured: `${Math.round(perSecond)} requests a second`,
      target: `at least ${fewestPerSecond}`,
      met: perSecond >= fewestPerSecond,
    },
  ];
}
