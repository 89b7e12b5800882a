import { type Declared, loadProject, type Project } from '../../activities/project.ts';
import type { Config } from '../../config/load.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import { buildGraph } from '../../planner/graph.ts';

/** How much of a company a test needs. */
export interface Needed {
  /** Default: all that the configuration names. */
  readonly declared?: Declared;
  /** Assets that are looked at: only they and what they are made from are built. Default: all. */
  readonly ends?: readonly AssetKey[];
}

/** What statements and scorecards are published as. */
export const payMarts: readonly AssetKey[] = [
  'mart.commission_statement',
  'mart.commission_deal',
  'mart.commission_team',
  'mart.scorecard',
];

export function neededOf(config: Config, { declared, ends }: Needed): Project {
  const whole = loadProject(config, declared);
  return ends === undefined ? whole : leadingTo(whole, ends);
}

/** The project without the assets that none of these is made from. */
export function leadingTo(project: Project, ends: readonly AssetKey[]): Project {
  const { graph } = project;
  const needed = new Set(ends.flatMap((key) => [key, ...graph.upstream(key)]));
  return { ...project, graph: buildGraph([...needed].map((key) => graph.asset(key))) };
}
