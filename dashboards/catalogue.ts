import { forecast } from './forecast/dashboard.ts';
import { funnel } from './funnel/dashboard.ts';
import type { Dashboard } from './kit/dashboard.ts';
import { salesOverview } from './sales-overview/dashboard.ts';
import { teamPerformance } from './team-performance/dashboard.ts';

/** Every dashboard, in the order of the navigation. */
export const dashboards: readonly Dashboard[] = [salesOverview, teamPerformance, funnel, forecast];
