import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedPages } from './docs/pages.ts';

const folder = fileURLToPath(new URL('../docs', import.meta.url));

for (const [name, text] of generatedPages()) {
  writeFileSync(join(folder, name), text);
  console.log(`docs/${name}`);
}
