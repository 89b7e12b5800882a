import { realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { escapePath, glob } from 'tinyglobby';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { unreadable } from './unreadable.ts';

/** Where a stream's files are looked for, and what it is called in errors. */
export interface FilesWanted {
  readonly folder: string;
  readonly files: string | readonly string[];
  readonly subject: string;
}

export interface FoundFile {
  /** Path inside the folder, with `/`. */
  readonly name: string;
  readonly path: string;
}

/**
 * The files of a stream in the order of their names, each once.
 *
 * @throws SOURCE_CONTRACT when a name or pattern finds none, or one cannot be read or lies outside of the folder
 */
export async function findFiles({ folder, files, subject }: FilesWanted): Promise<readonly FoundFile[]> {
  const root = await realFolder(folder, subject);
  const names = new Set<string>();
  for (const wanted of typeof files === 'string' ? [files] : files) {
    const found = await namesOf(root, wanted);
    if (found.length === 0)
      throw new YardstickError('SOURCE_CONTRACT', `There is no file ${wanted} in ${folder}.`, {
        subject,
        advice:
          'Put it there, or correct `files` of the stream in yardstick.yaml; what was read of it stays.',
      });
    for (const name of found) names.add(name.split(sep).join('/'));
  }
  return Promise.all([...names].sort().map((name) => insideOf(root, name, subject)));
}

/** A name as it stands, brackets and all; else what matches it as a pattern. */
async function namesOf(root: string, wanted: string): Promise<readonly string[]> {
  const plain = await glob(escapePath(wanted), { cwd: root, expandDirectories: false });
  return plain.length > 0 ? plain : glob(wanted, { cwd: root, expandDirectories: false });
}

async function realFolder(folder: string, subject: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (cause) {
    throw new YardstickError('SOURCE_CONTRACT', `There is no folder ${folder} that can be read.`, {
      subject,
      advice:
        'Mount or create it, or correct `folder` of the source in yardstick.yaml; what was read of it stays.',
      cause,
    });
  }
}

/** A link in the folder must not lead to what lies outside of it. */
async function insideOf(root: string, name: string, subject: string): Promise<FoundFile> {
  const path = await realpath(join(root, name)).catch((cause: unknown) => {
    throw unreadable(cause, name, subject);
  });
  if (!relative(root, path).startsWith('..')) return { name, path };
  throw new YardstickError('SOURCE_CONTRACT', `${name} is a link to a place outside of the folder.`, {
    subject,
    advice: 'Copy the file into the folder.',
  });
}
