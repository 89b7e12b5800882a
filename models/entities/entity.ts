import type { Column, Columns, DayText } from '../kit/column.ts';

/** What kind of system a source is; column preferences speak of roles, because companies name their sources freely. */
export type SourceRole = 'erp' | 'crm' | 'social';

export interface EntityDeclaration<Cols extends Columns = Columns> {
  readonly name: string;
  /** What one row is, for the data dictionary, in English and in Chinese. */
  readonly description: string;
  readonly descriptionZh: string;
  readonly columns: Cols;
  /** Business key: equal in every source that knows the row. */
  readonly key: readonly (keyof Cols & string)[];
  /** The business date that decides the month; undefined: the entity is not partitioned. */
  readonly date?: keyof Cols & string;
  /**
   * How rows of several sources compete. Default: by `key`, each row for itself. Details of a document survive with
   * their document (`follows`), else a line quarantined in one system would be replaced by the other system's.
   */
  readonly survival?: { readonly by: readonly (keyof Cols & string)[]; readonly follows?: string };
  /** Columns that staging accepts empty and a well-kept source fills: what completeness is measured by. */
  readonly expected?: readonly (keyof Cols & string)[];
  /** Instants from which a row is late, and within how many hours it should have been entered. */
  readonly entry?: {
    readonly happened: keyof Cols & string;
    readonly entered: keyof Cols & string;
    readonly withinHours: number;
  };
  /**
   * What is compared where two sources know one record: by column, an aggregate over the rows of the record as one source has them.
   * What a column means otherwise in another system is brought to what both can tell.
   */
  readonly compared?: Readonly<Partial<Record<keyof Cols & string, string>>>;
  /** Columns whose value comes from a system of this role first, whichever row survives. */
  readonly preferred?: Readonly<Partial<Record<keyof Cols & string, SourceRole>>>;
}

/** An entity as everybody but its declaration sees it. */
export type Entity = EntityDeclaration<Columns>;

type DayColumn<Cols extends Columns> = {
  [Name in keyof Cols & string]: Cols[Name] extends Column<DayText> ? Name : never;
}[keyof Cols & string];

/** Declares a canonical staging entity: what every source is mapped to before anything is computed. */
export function defineEntity<const Cols extends Columns>(
  declaration: Omit<EntityDeclaration<Cols>, 'date'> & { readonly date?: DayColumn<Cols> },
): Omit<Entity, 'columns'> & { readonly columns: Cols } {
  return Object.freeze(declaration);
}
