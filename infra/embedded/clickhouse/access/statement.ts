import type { NameSet, Quota, RowPolicy, SettingsProfile } from './model.ts';
import type { QuotaInterval } from './quota-limits.ts';
import type { SettingsStep } from './settings-steps.ts';

/** A password or hash as it was written; it is hashed before anything is kept. */
export interface GivenAuthentication {
  /** ClickHouse's word for it, such as `sha256_password`. */
  readonly type: string;
  readonly secret: string | undefined;
  readonly salt: string;
}

/** What CREATE and ALTER USER may say; undefined leaves it as it is. */
export interface UserChanges {
  readonly renameTo?: string;
  readonly authentication?: readonly GivenAuthentication[];
  readonly closed?: boolean;
  readonly validUntil?: string | null;
  readonly defaultRoles?: NameSet;
  readonly defaultDatabase?: string | null;
  readonly settings?: readonly SettingsStep[];
}

export type RoleChanges = Pick<UserChanges, 'renameTo' | 'settings'>;

export type PolicyChanges = Partial<Pick<RowPolicy, 'restrictive' | 'to'>> & {
  readonly renameTo?: string;
  /** null lets every row through. */
  readonly using?: string | null;
};

export interface PolicyTarget {
  readonly name: string;
  /** undefined: the current database. */
  readonly database: string | undefined;
  readonly table: string;
}

export type QuotaChanges = Partial<Pick<Quota, 'keyedBy' | 'to'>> & {
  readonly renameTo?: string;
  /** Each replaces the one of the same length; undefined takes that one away. */
  readonly intervals?: readonly {
    readonly seconds: number;
    readonly interval: QuotaInterval | undefined;
  }[];
};

export type ProfileChanges = Partial<Pick<SettingsProfile, 'to'>> & RoleChanges;

export type IfPresent = 'fail' | 'keep' | 'replace';

export type Verb = 'CREATE' | 'ALTER' | 'DROP';

/** CREATE, ALTER or DROP of what has but a name. */
export interface NamedChange<Kind extends string, Changes extends { readonly renameTo?: string }> {
  readonly kind: Kind;
  readonly verb: Verb;
  readonly names: readonly string[];
  readonly present: IfPresent;
  /** IF EXISTS, IF NOT EXISTS. */
  readonly conditional: boolean;
  readonly changes: Changes;
}

/** A statement about users and rights that changes something. */
export type AccessChange =
  | {
      readonly kind: 'create-user';
      readonly names: readonly string[];
      readonly present: IfPresent;
      readonly changes: UserChanges;
    }
  | {
      readonly kind: 'alter-user';
      readonly names: readonly string[];
      readonly ifExists: boolean;
      readonly changes: UserChanges;
    }
  | {
      readonly kind: 'create-role';
      readonly names: readonly string[];
      readonly present: IfPresent;
      readonly changes: RoleChanges;
    }
  | {
      readonly kind: 'alter-role';
      readonly names: readonly string[];
      readonly ifExists: boolean;
      readonly changes: RoleChanges;
    }
  | {
      readonly kind: 'drop';
      readonly what: 'user' | 'role';
      readonly names: readonly string[];
      readonly ifExists: boolean;
    }
  | {
      readonly kind: 'create-policy';
      readonly targets: readonly PolicyTarget[];
      readonly present: IfPresent;
      readonly changes: PolicyChanges;
    }
  | {
      readonly kind: 'alter-policy';
      readonly targets: readonly PolicyTarget[];
      readonly ifExists: boolean;
      readonly changes: PolicyChanges;
    }
  | { readonly kind: 'drop-policy'; readonly targets: readonly PolicyTarget[]; readonly ifExists: boolean }
  | {
      readonly kind: 'grant-rights' | 'revoke-rights';
      /** Rights and what they are on, as written. */
      readonly rights: string;
      readonly to: readonly string[];
      /** WITH GRANT OPTION, or GRANT OPTION FOR. */
      readonly option: boolean;
      readonly replace: boolean;
    }
  | {
      readonly kind: 'grant-roles' | 'revoke-roles';
      readonly roles: NameSet;
      readonly to: readonly string[];
      /** WITH ADMIN OPTION, or ADMIN OPTION FOR. */
      readonly option: boolean;
      readonly replace: boolean;
    }
  | { readonly kind: 'set-default-role'; readonly roles: NameSet; readonly to: readonly string[] }
  | NamedChange<'quota', QuotaChanges>
  | NamedChange<'profile', ProfileChanges>;

/** A question about users and rights. */
export type AccessQuestion =
  | {
      readonly kind:
        | 'show-users'
        | 'show-roles'
        | 'show-current-roles'
        | 'show-enabled-roles'
        | 'show-access'
        | 'show-quotas'
        | 'show-profiles';
    }
  /** What whoever asks has used. */
  | { readonly kind: 'show-quota' }
  | { readonly kind: 'show-policies'; readonly on: Omit<PolicyTarget, 'name'> | undefined }
  /** undefined: of whoever asks. */
  | { readonly kind: 'show-grants'; readonly of: readonly string[] | undefined }
  | {
      readonly kind: 'show-create';
      readonly what: 'user' | 'role';
      readonly names: readonly string[] | undefined;
    }
  | { readonly kind: 'show-create-policy'; readonly targets: readonly PolicyTarget[] }
  /** undefined: all. */
  | { readonly kind: 'show-create-profile'; readonly names: readonly string[] | undefined }
  | { readonly kind: 'show-create-quota'; readonly names: readonly string[] | 'current' | undefined };

export type AccessStatement =
  | { readonly kind: 'change'; readonly change: AccessChange }
  /** SET ROLE, which counts for the session. */
  | { readonly kind: 'set-role'; readonly roles: NameSet | 'default' }
  /** `format` and what follows stay for the statement that answers. */
  | { readonly kind: 'question'; readonly question: AccessQuestion; readonly rest: string };
