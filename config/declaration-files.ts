import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { YardstickError } from '../errors/yardstick-error.ts';
import { projectRoot } from './project-root.ts';

export interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** Where the product keeps its own declarations of each kind. */
const folders = {
  kpis: ['models', 'kpi', 'catalogue'],
  awards: ['models', 'award', 'catalogue'],
  alerts: ['models', 'alert', 'catalogue'],
} as const;
type BuiltInKind = keyof typeof folders;
/** Courses and objectives are each company’s own. */
type OwnKind = 'courses' | 'okrs';
type DeclarationKind = BuiltInKind | OwnKind;

/** Those of the product and those the key of that name lists, each a file or a folder beside yardstick.yaml. Throws CONFIG_INVALID. */
export function declarationFiles<Kind extends DeclarationKind>(
  config: { readonly file: string; readonly folder: string } & Readonly<Record<Kind, readonly string[]>>,
  kind: Kind,
): readonly TextFile[] {
  const own = config[kind].flatMap((path, place) => {
    const found = resolve(config.folder, path);
    const stat = statSync(found, { throwIfNoEntry: false });
    if (stat?.isDirectory() === true) return filesIn(found);
    if (stat?.isFile() === true) return [read(found)];
    throw new YardstickError(
      'CONFIG_INVALID',
      `${kind}.${place}: found ${path}, expected a file or a folder that is there.`,
      { subject: config.file },
    );
  });
  return isBuiltIn(kind) ? [...builtInFiles(kind), ...own] : own;
}

function isBuiltIn(kind: DeclarationKind): kind is BuiltInKind {
  return Object.hasOwn(folders, kind);
}

/** The declarations that come with the product, one a file. */
export function builtInFiles(kind: BuiltInKind): readonly TextFile[] {
  return filesIn(join(projectRoot(), ...folders[kind]));
}

/** The YAML files of a folder by name. */
export function filesIn(folder: string): readonly TextFile[] {
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  return names.sort().map((name) => read(join(folder, name)));
}

function read(file: string): TextFile {
  return { file, text: readFileSync(file, 'utf8') };
}
