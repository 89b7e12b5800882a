/** One thing in the input that cannot be appraised. */
export interface Refusal {
  /** Where it stands, in the words of the input: `weight_sets[AE v2].weights`. */
  readonly key: string;
  readonly rule: RuleName;
  /** What is there and what the rule wants, one sentence. */
  readonly happened: string;
}

/** Everything an input can be refused for. */
export type RuleName =
  | 'absurd_amount'
  | 'booked_once'
  | 'count'
  | 'credits_add_up'
  | 'curve_direction'
  | 'curve_present'
  | 'curve_unambiguous'
  | 'day'
  | 'decimal'
  | 'event_sign'
  | 'few_kpis'
  | 'kpi_known'
  | 'manager_in_team'
  | 'no_cycle'
  | 'not_negative'
  | 'one_owner_a_day'
  | 'one_role_a_day'
  | 'override_clear'
  | 'owner_in_team'
  | 'perspective_filled'
  | 'plan_without_gap'
  | 'rate_known'
  | 'rate_positive'
  | 'role_named'
  | 'share'
  | 'smart'
  | 'supported'
  | 'tiers_ascend'
  | 'told_once'
  | 'unit'
  | 'versions_apart'
  | 'weights_add_up'
  | 'weights_without_gap'
  | 'whole_periods';

/** No finding, or one. */
export function unless(holds: boolean, key: string, rule: RuleName, happened: string): readonly Refusal[] {
  return holds ? [] : [{ key, rule, happened }];
}
