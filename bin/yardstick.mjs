#!/usr/bin/env node
import { dirname } from 'node:path';
// Starts the command line from its TypeScript sources: bundles them once per content hash, then runs the bundle.
import { fileURLToPath } from 'node:url';
import { bundledEntry } from './bundle.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Yardstick needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer Node and try again.`,
  );
  process.exit(1);
}
const { main } = await import(await bundledEntry(root));
process.exitCode = await main(process.argv.slice(2));
