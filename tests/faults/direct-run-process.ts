import { z } from 'zod';
import { type DirectRequest, directRun } from './direct-run.ts';
import { siteAddress, siteContext } from './site.ts';

// A run in a process of its own, so that it can be killed: YARDSTICK_FAULT says where, DIRECT_RUN what to do.
const order = z
  .object({ address: siteAddress, request: z.custom<DirectRequest>((value) => typeof value === 'object') })
  .parse(JSON.parse(process.env.DIRECT_RUN ?? '{}'));
const context = siteContext(order.address);
const result = await directRun(context, order.request);
console.log(JSON.stringify(result));
await context.close();
