import { writeFileSync } from 'node:fs';
import type { Engine } from '../engine/engine.ts';
import { ServerError } from '../server-error.ts';
import type { ClickHouseUser } from '../users.ts';
import { type Catalogue, type TableColumns, unknownTables } from './catalogue.ts';
import { changeModel } from './change-model.ts';
import { checkChange } from './check-change.ts';
import { engineRole } from './engine-role.ts';
import { denied } from './errors.ts';
import { keptAuthentication } from './hash.ts';
import { lookUpTables } from './look-up-tables.ts';
import { type AccessModel, type AccessRole, emptyModel } from './model.ts';
import { inDatabase } from './rights-text.ts';
import { type TableFilters, tableFilters } from './row-filters.ts';
import { type RoleChoice, type SessionRights, sessionRights } from './session-rights.ts';
import { answerSql } from './show.ts';
import type { AccessChange, AccessQuestion } from './statement.ts';
import { readAccess, writeAccess } from './store.ts';
import { type EngineGrants, engineGrantsSql, systemTables } from './system-tables.ts';
import type { Turnstile } from './turnstile.ts';
import { type QueryLimits, usersConfig } from './users-xml.ts';

export interface AccessParts {
  readonly engine: Engine;
  readonly turnstile: Turnstile;
  /** Users that SQL may not touch. */
  readonly configured: readonly ClickHouseUser[];
  readonly limits: QueryLimits;
  /** What SQL has put in place is kept here. */
  readonly storeFile: string;
  readonly usersXml: string;
  /** Ends the sessions that live on between requests: the engine cannot keep them while it opens again. */
  readonly closeSessions: () => void;
  /** Brings rows that live in the engine's memory to safety before it is closed; answers what puts them back, which does not throw. */
  readonly carryRows: () => Promise<() => Promise<void>>;
}

/** Users, roles, grants and row policies as they are now, and every change of them. */
export class Access {
  readonly #parts: AccessParts;
  #model: AccessModel;
  #catalogue: Catalogue = unknownTables;
  #xml: string;
  #engineGrants: EngineGrants = [];
  #shapesChanging = 0;
  #shapesChanged = true;
  #last: Promise<unknown> = Promise.resolve();
  readonly #afterOpening: (() => Promise<void>)[] = [];

  private constructor(parts: AccessParts, model: AccessModel, xml: string) {
    this.#parts = parts;
    this.#model = model;
    this.#xml = xml;
  }

  /** The file of users with which the engine is opened first: whoever is filtered reads nothing until the tables are known. */
  static firstConfig(configured: readonly ClickHouseUser[], storeFile: string, limits: QueryLimits): string {
    return usersConfig(configured, limits, readAccess(storeFile), unknownTables);
  }

  /** Takes over an engine that was opened with `firstConfig`. */
  static async start(parts: AccessParts): Promise<Access> {
    const model = readAccess(parts.storeFile);
    const access = new Access(
      parts,
      model,
      usersConfig(parts.configured, parts.limits, model, unknownTables),
    );
    await access.#afterOpen();
    await access.#oneAtATime(() => access.#install(model));
    return access;
  }

  get model(): AccessModel {
    return this.#model;
  }

  /** Runs the work after each reopening, before queries go on: for what lives in the engine's memory. */
  afterOpening(work: () => Promise<void>): void {
    this.#afterOpening.push(work);
  }

  /** What a session of the user gets. Throws 511 and 512 for roles it may not put on. */
  rightsOf(user: ClickHouseUser, choice: RoleChoice): SessionRights {
    return sessionRights(user, choice, this.#model);
  }

  /** Makes sure that filters stand on every table that needs them; call it before a filtered user's statement is let in. */
  async filtersStand({ filters }: SessionRights): Promise<void> {
    if (filters === undefined || filters.length === 0) return;
    if (!this.#shapesChanged && this.#shapesChanging === 0) return;
    await this.#oneAtATime(() => this.#refresh());
  }

  /** Runs a statement that may give tables other columns. */
  async changingShapes<T>(work: () => Promise<T>): Promise<T> {
    this.#shapesChanging += 1;
    try {
      return await work();
    } finally {
      this.#shapesChanging -= 1;
      this.#shapesChanged = true;
    }
  }

  /** Applies a change; it holds for every statement let in afterwards, and after a kill. Throws ServerError. */
  async change(user: ClickHouseUser, change: AccessChange, database = 'default'): Promise<void> {
    if (user.rights !== 'admin') throw denied(user.name, 'ACCESS MANAGEMENT ON *.*');
    await this.#oneAtATime(async () => {
      const qualified = withDatabase(change, database);
      await checkChange(this.#parts.engine, qualified);
      const given =
        'changes' in qualified && 'authentication' in qualified.changes
          ? (qualified.changes.authentication ?? [])
          : [];
      const authentication = await Promise.all(given.map(keptAuthentication));
      const configured = new Set(this.#parts.configured.map(({ name }) => name));
      await this.#install(changeModel(this.#model, qualified, { configured, database, authentication }));
    });
  }

  /** A SELECT that answers a question. Throws 497 where it is not the user's to ask. */
  answer(
    user: ClickHouseUser,
    question: AccessQuestion,
    rest: string,
    choice: RoleChoice,
    database = 'default',
  ): string {
    if (user.rights !== 'admin' && !isAboutOneself(question, user.name))
      throw denied(user.name, 'SHOW ACCESS ON *.*');
    const rights = this.rightsOf(user, choice);
    const { configured } = this.#parts;
    return answerSql(question, { model: this.#model, configured, asking: user.name, rights, database }, rest);
  }

  async #install(next: AccessModel): Promise<void> {
    this.#shapesChanged = false;
    const catalogue = await lookUpTables(this.#parts.engine, this.#parts.configured, next);
    const opened = await this.#open(this.#config(next, catalogue), next);
    const model = opened ? await this.#inEnginesWords(next) : next;
    writeAccess(this.#parts.storeFile, model);
    this.#model = model;
    this.#catalogue = catalogue;
    this.#xml = this.#config(model, catalogue);
    await this.#dressSystem();
  }

  #config(model: AccessModel, catalogue: Catalogue): string {
    return usersConfig(this.#parts.configured, this.#parts.limits, model, catalogue);
  }

  /** New tables wait for a quiet moment where nobody filtered may read them before; a change of filters does not. */
  async #refresh(): Promise<void> {
    this.#shapesChanged = false;
    const catalogue = await lookUpTables(this.#parts.engine, this.#parts.configured, this.#model);
    const xml = this.#config(this.#model, catalogue);
    if (xml === this.#xml) return;
    if (!this.#isUrgent(catalogue) && !this.#parts.turnstile.isEmpty) {
      this.#shapesChanged = true;
      return;
    }
    await this.#open(xml);
    this.#catalogue = catalogue;
  }

  /** Users of the configuration are granted their tables one by one, so that a new one is closed to them until its filter stands. */
  #isUrgent(next: Catalogue): boolean {
    const names = ({ database, table }: TableColumns) => JSON.stringify([database, table]);
    const known = new Set(this.#catalogue.tables.map(names));
    const ofKnown = { ...next, tables: next.tables.filter((each) => known.has(names(each))) };
    const { configured } = this.#parts;
    const texts = (filters: TableFilters) =>
      JSON.stringify([...filters].map(([name, each]) => [name, [...each]]));
    const bySql = (catalogue: Catalogue) => texts(tableFilters([], this.#model, catalogue));
    const byConfiguration = (catalogue: Catalogue) => texts(tableFilters(configured, emptyModel, catalogue));
    return (
      JSON.stringify(next.closed) !== JSON.stringify(this.#catalogue.closed) ||
      bySql(next) !== bySql(this.#catalogue) ||
      byConfiguration(ofKnown) !== byConfiguration(this.#catalogue)
    );
  }

  /** Lets the engine read the file of users again if it says something else; on failure the former stands again. */
  async #open(xml: string, model = this.#model): Promise<boolean> {
    if (xml === this.#xml) return false;
    const { engine, turnstile, closeSessions, carryRows, usersXml } = this.#parts;
    const write = (text: string) => () => writeFileSync(usersXml, text, { mode: 0o600 });
    await turnstile.alone(async () => {
      const putBack = await carryRows();
      closeSessions();
      try {
        await engine.reopen(write(xml));
      } catch (cause) {
        await engine.reopen(write(this.#xml));
        await putBack();
        await this.#afterOpen();
        throw new ServerError(
          36,
          'BAD_ARGUMENTS',
          'The engine did not take the rights; everything is as it was before',
          { cause },
        );
      }
      this.#xml = xml;
      this.#model = model;
      await putBack();
      await this.#afterOpen();
    });
    return true;
  }

  async #afterOpen(): Promise<void> {
    this.#engineGrants = await this.#parts.engine.rows(engineGrantsSql);
    await this.#dressSystem();
    for (const work of this.#afterOpening) await work();
  }

  /** Puts our users and rights in the place of the engine's own; they are in its memory only. */
  async #dressSystem(): Promise<void> {
    const { engine, configured } = this.#parts;
    for (const [name, select] of systemTables(configured, this.#model, this.#engineGrants)) {
      await engine.rows(`DETACH TABLE IF EXISTS system.${name}`);
      await engine.rows(`CREATE VIEW system.${name} AS ${select}`);
    }
  }

  /** The grants as the engine sums them up: a revoke takes away from what was granted before. */
  async #inEnginesWords(model: AccessModel): Promise<AccessModel> {
    const users = [];
    for (const user of model.users) users.push({ ...user, grants: await this.#summedUp('user', user) });
    const roles = [];
    for (const role of model.roles) roles.push({ ...role, grants: await this.#summedUp('role', role) });
    return { ...model, users, roles };
  }

  async #summedUp(kind: 'user' | 'role', { name, grants }: AccessRole): Promise<string[]> {
    if (grants.length === 0) return [];
    const role = engineRole(kind, name);
    const lines = await this.#parts.engine.rows(`SHOW GRANTS FOR ${role}`);
    return lines.map(([line]) => String(line).replace(new RegExp(` (?:TO|FROM) ${role}\\b`), ''));
  }

  #oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {
      // The tables were perhaps looked at, but their filters do not stand.
      this.#shapesChanged = true;
    });
    return result;
  }
}

function withDatabase(change: AccessChange, database: string): AccessChange {
  if (change.kind !== 'grant-rights' && change.kind !== 'revoke-rights') return change;
  return { ...change, rights: inDatabase(change.rights, database) };
}

function isAboutOneself(question: AccessQuestion, name: string): boolean {
  if (['show-current-roles', 'show-enabled-roles', 'show-quota'].includes(question.kind)) return true;
  if (question.kind === 'show-create-quota') return question.names === 'current';
  if (question.kind === 'show-grants') return question.of?.every((each) => each === name) ?? true;
  return (
    question.kind === 'show-create' &&
    question.what === 'user' &&
    (question.names?.every((each) => each === name) ?? true)
  );
}
