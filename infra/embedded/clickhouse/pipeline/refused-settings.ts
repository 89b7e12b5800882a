import { refuseAdminSetting } from '../access/admin-settings.ts';
import { identifierName, type Token } from '../sql/lexer.ts';
import type { QueryOptions } from './query-options.ts';

/** Refuses settings that are for admins, in the address and anywhere in the text. Throws 452. */
export function refuseSettings(all: Iterable<Token>, { settings }: Pick<QueryOptions, 'settings'>): void {
  for (const name of settings.keys()) refuseAdminSetting(name);
  for (const token of all) refuseAdminSetting(identifierName(token) ?? '');
}
