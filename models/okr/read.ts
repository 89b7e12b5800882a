import { type DeclarationFile, readDeclaration, withOwnKeys } from '../kit/read-declaration.ts';
import { type ObjectiveDeclaration, okrSchema } from './declaration.ts';

export interface Objective {
  readonly declaration: ObjectiveDeclaration;
  readonly file: string;
}

/** Reads and checks objectives, one a file; no two may have one key. Throws OKR_INVALID naming file, key and rule. */
export function readObjectives(files: readonly DeclarationFile[]): readonly Objective[] {
  const read = files.map(({ file, text }) => ({
    ...{ declaration: readDeclaration(okrSchema, { file, text }, 'OKR_INVALID'), file },
  }));
  return withOwnKeys(read, 'OKR_INVALID');
}
