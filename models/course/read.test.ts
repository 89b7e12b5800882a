import { expect, it } from 'vitest';
import { readCourses } from './read.ts';

const file = (key: string, more = '') => ({
  file: `${key}.yaml`,
  text: `key: ${key}\nname: { zh: 课程, en: Course }\ntopic: crm\nmode: online\nowner: hr\nversion: 1\n${more}`,
});

it('reads courses, which are known in the data by their key or by what is said', () => {
  expect(readCourses([file('a'), file('b', 'known_as: [B 1, B 2]')])).toMatchObject([
    { declaration: { key: 'a', topic: 'crm' }, file: 'a.yaml' },
    { declaration: { key: 'b', known_as: ['B 1', 'B 2'] } },
  ]);
});

it('refuses what cannot be meant, naming file and key', () => {
  const refusal = (...files: Parameters<typeof readCourses>[0]) => {
    try {
      return readCourses(files);
    } catch (caught) {
      return caught;
    }
  };
  expect(refusal(file('a', 'hours: 0'))).toMatchObject({ code: 'COURSE_INVALID', subject: 'a.yaml' });
  expect(refusal({ ...file('a'), text: file('a').text.replace('crm', 'juggling') })).toMatchObject({
    message: expect.stringMatching(/^topic: /),
  });
  expect(refusal(file('a'), { ...file('a'), file: 'other.yaml' })).toMatchObject({ subject: 'other.yaml' });
  expect(refusal(file('a'), file('b', 'known_as: [a]'))).toMatchObject({
    message: 'known_as: a is already a of a.yaml.',
  });
});
