import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hanCharactersFile } from './han/characters.ts';

writeFileSync(
  fileURLToPath(new URL('../models/reference/han-characters.ts', import.meta.url)),
  hanCharactersFile(),
);
