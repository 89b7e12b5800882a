import { YardstickError } from '../../errors/yardstick-error.ts';

/** Of a file that is gone, is no file or is not ours to read; what else the system says may be over by the next attempt. */
const lasting: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'EACCES', 'EPERM'];

/** What is thrown in place of an error of the file system about one file; other errors stay as they are. */
export function unreadable(cause: unknown, name: string, subject: string): unknown {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (!lasting.includes(code)) return cause;
  return new YardstickError('SOURCE_CONTRACT', `${name} cannot be read: ${code}.`, {
    subject,
    advice:
      'Put a file there that Yardstick may read and leave it until the run is over, or correct `files` of the stream in yardstick.yaml; then run again.',
    cause,
  });
}
