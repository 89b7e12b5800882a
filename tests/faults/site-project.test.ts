import { expect, it } from 'vitest';
import type { Project } from '../../activities/project.ts';
import { kindsOf, siteProject } from './site-project.ts';

const shopUrl = 'postgres://nobody@127.0.0.1/shop';

function kindsIn({ graph }: Project): readonly string[] {
  return [...new Set(graph.order.flatMap((key) => kindsOf(graph.asset(key))))].sort();
}

it('sites that build a part build assets of every kind that the whole product has', () => {
  const part = siteProject('each kind', shopUrl);
  expect(kindsIn(part)).toEqual(kindsIn(siteProject('whole', shopUrl)));
  expect(part.graph.order.length).toBeLessThan(50);
});
