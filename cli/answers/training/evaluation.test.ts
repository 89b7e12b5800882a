import { expect, it } from 'vitest';
import type { Course } from '../../../models/course/declaration.ts';
import { evaluationOf } from './evaluation.ts';

const course: Course = {
  declaration: {
    ...{ key: 'closing', name: { zh: '成交', en: 'Closing' }, topic: 'sales_skills', mode: 'online' },
    ...{ known_as: ['Closing A', 'Closing B'], owner: 'hr', version: 1 },
  },
  file: 'closing.yaml',
};
const counted = (name: string, trained: number, gain: number, peers: number, peer_gain: number) => ({
  ...{ course: name, trained, gain, peers, peer_gain, first: '2026-01-05', last: '2026-02-05' },
});

it('is the gain of the trained less that of their peers: +8 and +3 make 5', () => {
  const all = [
    counted('Closing A', 1, 10, 2, 6),
    counted('Closing B', 1, 6, 0, 0),
    counted('Other', 9, 99, 9, 0),
  ];
  expect(evaluationOf(course, all)).toEqual({
    ...{ trained: 2, peers: 2, effect: 5, reason: '', first: '2026-01-05', last: '2026-02-05' },
  });
});

it('says why there is none', () => {
  expect(evaluationOf(course, [])).toMatchObject({ effect: null, reason: 'nobody_trained', last: null });
  expect(evaluationOf(course, [counted('Closing A', 1, 8, 0, 0)])).toMatchObject({
    ...{ effect: null, reason: 'nobody_to_compare', trained: 1 },
  });
});
