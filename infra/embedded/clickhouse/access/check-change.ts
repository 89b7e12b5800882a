import type { Engine } from '../engine/engine.ts';
import { ServerError } from '../server-error.ts';
import { stringLiteral } from '../sql/literals.ts';
import { refuseAdminSetting } from './admin-settings.ts';
import type { Setting } from './settings-element.ts';
import { givenIn } from './settings-steps.ts';
import type { AccessChange } from './statement.ts';

type Asked = Pick<Engine, 'rows' | 'session'>;

/** Lets the engine itself judge what only it knows: rights and where they may stand, settings and their values. Throws its ServerError. */
export async function checkChange(engine: Asked, change: AccessChange): Promise<void> {
  if (change.kind === 'grant-rights') await checkRights(engine, `GRANT ${change.rights} TO everyone`);
  if (change.kind === 'revoke-rights') {
    const option = change.option ? 'GRANT OPTION FOR ' : '';
    await checkRights(engine, `REVOKE ${option}${change.rights} FROM everyone`);
  }
  if (!('changes' in change) || !('settings' in change.changes)) return;
  for (const element of givenIn(change.changes.settings)) {
    if (!('setting' in element)) continue;
    // Whoever gets it is no admin: SQL makes none.
    refuseAdminSetting(element.setting);
    await checkSetting(engine, element);
  }
}

async function checkRights(engine: Asked, sql: string): Promise<void> {
  try {
    await engine.rows(sql);
  } catch (caught) {
    // The role stands in a file, so that the engine refuses to change it once everything else was in order.
    if (caught instanceof ServerError && caught.type === 'ACCESS_STORAGE_READONLY') return;
    throw caught;
  }
}

async function checkSetting(engine: Asked, { setting, value, min, max }: Setting): Promise<void> {
  if (setting === 'readonly' && value !== undefined && !['0', '1', '2'].includes(value))
    throw new ServerError(36, 'BAD_ARGUMENTS', `The setting readonly is 0, 1 or 2, not ${value}`);
  for (const each of [value ?? min ?? max ?? '', min ?? '', max ?? ''].filter((text) => text !== '')) {
    // A session of its own, for the value may keep it from taking another one.
    const session = engine.session();
    try {
      await session.run(`SET ${setting} = ${stringLiteral(each)}`);
    } finally {
      session.close();
    }
  }
}
