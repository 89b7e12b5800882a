import { z } from 'zod';
import { nameLike, requirement, words } from '../kit/declaration-fields.ts';

const name = nameLike('collection_late');
const expression = z.string().min(1).max(500);

/** Rows of a fact, as it stands now. */
const rowsSchema = z.strictObject({
  /** Name of a fact, such as receivable. */
  fact: name,
  where: expression,
  /** What one cause is about: an expression over the fact, mostly its number. */
  subject: expression,
  /** A day of the fact: since when. */
  since: expression.optional(),
  /** Where this holds as well, superiors are told. */
  escalate: expression.optional(),
  /** Columns of the fact that show why. */
  evidence: z.array(name).min(1).max(10),
});

/** What one person reaches in a KPI, compared. */
const kpiTestSchema = z
  .strictObject({
    key: name,
    /**
     * `weeks`: the last seven days with the median of the `sample` weeks before, as a change (-0.6 is 60 % less);
     * `history`: the newest month that is over with one’s own `sample` months before; `peers`: with people in the same role,
     * `sample` or more; both as a robust z-score, negative where it is worse; `run_rate`: the running month by its workdays,
     * as a share of the denominator, once `sample` per cent of them are over.
     */
    test: z.enum(['weeks', 'history', 'peers', 'run_rate']),
    sample: z.int().min(3).max(100),
    /** Found where the comparison gives this or less. */
    at_most: z.number(),
    /** Where it gives this or less, superiors are told. */
    escalate_at: z.number().optional(),
  })
  .refine(({ test, at_most }) => test === 'run_rate' || at_most < 0, {
    path: ['at_most'],
    error: 'a number below 0: what is worse is negative',
  });

/** The scores of somebody's last quarters, all of them on one side of a limit. */
const scoreTestSchema = z
  .strictObject({
    /** So many quarters that are over, each with a score. */
    quarters: z.int().min(1).max(8),
    below: z.number().optional(),
    at_least: z.number().optional(),
    /** Days in service that are asked for. */
    service_days: z.int().min(0).default(0),
  })
  .refine(
    ({ below, at_least }) => (below === undefined) !== (at_least === undefined),
    'below or at_least, one of them',
  );

export const alertRuleSchema = z
  .strictObject({
    key: name,
    requirement,
    name: words,
    /** A sentence for people; {employee}, {subject} and names of the evidence stand for their values. */
    text: words,
    /** The sentence in its place where a value that `text` names is empty. */
    text_where_empty: words.optional(),
    severity: z.enum(['reminder', 'warning', 'critical']),
    owner: z.string().min(1),
    version: z.int().min(1),
    rows: rowsSchema.optional(),
    kpi: kpiTestSchema.optional(),
    score: scoreTestSchema.optional(),
  })
  .refine(
    ({ rows, kpi, score }) => [rows, kpi, score].filter((each) => each !== undefined).length === 1,
    'rows, kpi or score, one of them',
  );

export type AlertRuleDeclaration = z.output<typeof alertRuleSchema>;
export type KpiTest = z.output<typeof kpiTestSchema>;
export type ScoreTest = z.output<typeof scoreTestSchema>;
