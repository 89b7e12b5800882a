// Writes into package-lock.json what a registry without every platform's packages made npm leave out.
import { readFileSync, writeFileSync } from 'node:fs';
import { completeLock, missingVariants } from './lock/complete.ts';
import type { Lockfile } from './lock/lockfile.ts';

const path = 'package-lock.json';
const lock = JSON.parse(readFileSync(path, 'utf8')) as Lockfile;
const missing = missingVariants(lock);
if (missing.length > 0) writeFileSync(path, `${JSON.stringify(completeLock(lock), undefined, 2)}\n`);
console.info(`${path}: ${missing.length} platform variants added.`);
