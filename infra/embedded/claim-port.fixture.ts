// Claims the port it is given, says whether it has it, and holds it until it is told to end.
import { once } from 'node:events';
import { claimPort } from './ports.ts';

const { preferred } = await claimPort(Number(process.argv[2]));
console.info(preferred);
await once(process.stdin, 'data');
process.exit();
