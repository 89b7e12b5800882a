import { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface AttendanceOptions extends CommonOptions {
  readonly as?: string;
}

export function trainingCommand(): Command {
  return new Command('training')
    .description('courses by topic, who took part in them, and what they have brought')
    .addCommand(coursesCommand())
    .addCommand(attendanceCommand());
}

function coursesCommand(): Command {
  return teachingCommand(
    'courses',
    'courses that yardstick.yaml lists, with the gain of the trained less that of untrained peers',
    ['training courses', 'training courses --json'],
  ).action((options: CommonOptions) =>
    connected(options, async ({ context }) =>
      (await import('../answers/training/courses.ts')).trainingCourses(context),
    ),
  );
}

function attendanceCommand(): Command {
  return teachingCommand('attendance', 'who took part in a course, with the tests before and after', [
    'training attendance closing_techniques --as manager@example.com',
  ])
    .argument('<course>', 'its key, as `training courses` shows it')
    .option('--as <email>', 'only people whom this account may follow')
    .action((course: string, options: AttendanceOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/training/attendance.ts')).trainingAttendance(context, course, options),
      ),
    );
}
