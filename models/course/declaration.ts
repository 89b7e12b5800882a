import { z } from 'zod';
import { nameLike, words } from '../kit/declaration-fields.ts';
import { courseTopics } from './topic.ts';

export const courseSchema = z.strictObject({
  key: nameLike('closing_techniques'),
  name: words,
  topic: z.enum(courseTopics),
  mode: z.enum(['online', 'offline', 'both']),
  hours: z.number().positive().max(1_000).optional(),
  /** What trainings in the data call it; default: its key. */
  known_as: z.array(z.string().min(1)).min(1).optional(),
  owner: z.string().min(1),
  version: z.int().min(1),
});

export type CourseDeclaration = z.output<typeof courseSchema>;

/** A course that people may be sent to. */
export interface Course {
  readonly declaration: CourseDeclaration;
  readonly file: string;
}

/** Names under which trainings in the data tell of it. */
export function namesOf({ declaration: { key, known_as: names = [key] } }: Course): readonly string[] {
  return names;
}
