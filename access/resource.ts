import type { Role } from './role.ts';
import { roles } from './role.ts';
import type { Viewer } from './viewer.ts';

/**
 * What there is to see and who may see it; which rows of it is decided by `scopeOf`.
 * Each role's least view and the denials come from the role table of the requirements (R133–R139).
 */
const audience = {
  'dashboard:sales-overview': roles,
  'dashboard:team-performance': roles,
  'dashboard:funnel': ['rep', 'manager', 'executive', 'finance', 'analyst', 'admin'],
  // Forecasts are made by team; a single rep's rows hold none.
  'dashboard:forecast': ['manager', 'executive', 'finance', 'analyst', 'admin'],
  'tile:rows': roles,
  'tile:export': ['manager', 'executive', 'hr', 'finance', 'analyst', 'admin'],
  'customer:personal-data': ['rep', 'manager', 'analyst'],
  'deal:margin': ['manager', 'executive', 'finance', 'analyst'],
  'pay:own': ['rep', 'manager', 'executive', 'hr', 'finance'],
  'pay:by-name': ['finance'],
  'pay:total': ['executive', 'finance'],
  'salary:base': ['hr', 'finance'],
  'score:own': ['rep', 'manager'],
  'score:everyone': ['executive', 'hr', 'finance'],
  'appeal:all': ['hr'],
  'survey:comments': ['manager', 'hr', 'analyst'],
  'data:health': ['analyst', 'admin'],
  'data:quarantine': ['analyst', 'admin'],
  'data:run': ['admin'],
  'audit:log': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Resource = keyof typeof audience;

export const resources: readonly Resource[] = Object.freeze(
  Object.keys(audience).filter((key): key is Resource => key in audience),
);

/** Whether the viewer may open the resource at all; nobody may without being known. */
export function canSee(viewer: Viewer | undefined, resource: Resource): boolean {
  const allowed: readonly Role[] = audience[resource];
  return viewer !== undefined && allowed.includes(viewer.role);
}

export function isResource(value: string): value is Resource {
  return value in audience;
}
