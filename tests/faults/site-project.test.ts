import { expect, it } from 'vitest';
import type { Project } from '../../activities/project.ts';
import { kindsOf, siteProject } from './site-project.ts';

const shopUrl = 'postgres://nobody@127.0.0.1/shop';

function kindsIn({ graph }: Project): readonly string[] {
  return [...new Set(graph.order.flatMap((key) => kindsOf(graph.asset(key))))].sort();
}

/**
 * Only rankings are made from windows and only pay by functions in months, and a third or more of the product leads to them: random kills run
 * them, the planner's tests know windows, and what a function writes is written as what a SELECT of months is.
 */
const leftOut = ['fn, monthly', 'monthly from window'];

it('sites that build a part build assets of every kind that the whole product has, but two', () => {
  const part = siteProject('each kind', shopUrl);
  const built = new Set(kindsIn(part));
  expect(kindsIn(siteProject('whole', shopUrl)).filter((kind) => !built.has(kind))).toEqual(leftOut);
  expect(part.graph.order.length).toBeLessThan(55);
});
