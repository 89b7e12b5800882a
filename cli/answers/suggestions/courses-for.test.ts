import { expect, it } from 'vitest';
import { coursesFor } from './list.ts';

const course = (key: string, effect: number | null, names: readonly string[] = [key]) => ({
  ...{ key, names, effect, topic: 'sales_skills', mode: 'both' as const, name: { zh: key, en: key } },
});
const person = { topic: 'sales_skills', employee_id: 'E1' };
const took = (course: string, day: string, employee = 'E1') => ({ employee, course, day });

it('tells the newest attendance of a course by any of its names, those not attended first', () => {
  const courses = [course('closing', 5, ['closing', 'Closing 2026']), course('calling', null)];
  const attended = [
    ...[took('closing', '2026-05-02'), took('Closing 2026', '2026-06-03')],
    took('calling', '2026-06-30', 'E2'),
  ];
  expect(coursesFor(person, courses, attended)).toMatchObject([
    { key: 'calling', attended: null },
    { key: 'closing', attended: '2026-06-03' },
  ]);
});
