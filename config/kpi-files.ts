import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { YardstickError } from '../errors/yardstick-error.ts';
import { projectRoot } from './project-root.ts';

interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** The KPI declarations that come with the product, one a file. */
export function builtInKpiFiles(): readonly TextFile[] {
  return filesIn(join(projectRoot(), 'models', 'kpi', 'catalogue'));
}

/** Those of the product and those `kpis` names, each a file or a folder beside yardstick.yaml. Throws CONFIG_INVALID. */
export function kpiFiles(config: {
  readonly file: string;
  readonly folder: string;
  readonly kpis: readonly string[];
}): readonly TextFile[] {
  const own = config.kpis.flatMap((path, place) => {
    const found = resolve(config.folder, path);
    const stat = statSync(found, { throwIfNoEntry: false });
    if (stat?.isDirectory() === true) return filesIn(found);
    if (stat?.isFile() === true) return [read(found)];
    throw new YardstickError(
      'CONFIG_INVALID',
      `kpis.${place}: found ${path}, expected a file or a folder that is there.`,
      {
        subject: config.file,
      },
    );
  });
  return [...builtInKpiFiles(), ...own];
}

function filesIn(folder: string): readonly TextFile[] {
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  return names.sort().map((name) => read(join(folder, name)));
}

function read(file: string): TextFile {
  return { file, text: readFileSync(file, 'utf8') };
}
