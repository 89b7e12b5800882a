import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { YardstickError } from '../../../../errors/yardstick-error.ts';
import { type AccessModel, accessModel, emptyModel } from './model.ts';

/** Reads what SQL has put in place; nothing yet when the file is missing. Throws CONFIG_INVALID. */
export function readAccess(file: string): AccessModel {
  if (!existsSync(file)) return emptyModel;
  try {
    return accessModel.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    // Starting without it would give or take rights unseen.
    throw new YardstickError('CONFIG_INVALID', 'The users and rights made by SQL could not be read.', {
      subject: file,
      advice: 'Put the file back from a backup; or move it away and create users and rights again.',
      cause,
    });
  }
}

/** Replaces the file at one instant, so that a kill leaves the old one or the new one; readable by its owner only. */
export function writeAccess(file: string, model: AccessModel): void {
  const next = `${file}.next`;
  writeFileSync(next, JSON.stringify(model, undefined, 1), { mode: 0o600, flush: true });
  renameSync(next, file);
}
