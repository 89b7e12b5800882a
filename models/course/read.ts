import {
  type DeclarationFile,
  declarationRefusal,
  readDeclaration,
  withOwnKeys,
} from '../kit/read-declaration.ts';
import { type Course, courseSchema, namesOf } from './declaration.ts';

/** Reads and checks declarations of courses; no two may have one key or one name in the data. Throws COURSE_INVALID naming file, key and rule. */
export function readCourses(files: readonly DeclarationFile[]): readonly Course[] {
  const courses = files.map(({ file, text }) => ({
    ...{ declaration: readDeclaration(courseSchema, { file, text }, 'COURSE_INVALID'), file },
  }));
  refuseSharedNames(courses);
  return withOwnKeys(courses, 'COURSE_INVALID');
}

/** Attendance of one name would count for both. */
function refuseSharedNames(courses: readonly Course[]): void {
  const first = new Map<string, Course>();
  for (const course of courses)
    for (const name of namesOf(course)) {
      const other = first.get(name);
      if (other !== undefined && other.declaration.key !== course.declaration.key)
        throw declarationRefusal(
          'COURSE_INVALID',
          { file: course.file, key: 'known_as' },
          `${name} is already ${other.declaration.key} of ${other.file}.`,
        );
      first.set(name, course);
    }
}
