import { z } from 'zod';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { SliceSpec, StreamProgress } from '../kit/connector.ts';
import { textParam } from '../kit/progress.ts';
import type { Reading } from './reading.ts';

/**
 * Files that have been read are not read again. Once one has changed, all of the stream are, since only then is it known which rows are
 * gone; rows that are as they were are not stored twice.
 *
 * @throws SOURCE_CONTRACT when a file of the last reading is gone, unless its rows are to be deleted
 */
export function slicesOf(
  stream: string,
  reading: Reading,
  progress: StreamProgress,
  now: Date,
): readonly SliceSpec[] {
  const newest = progress.slices.at(-1);
  if (newest !== undefined && textParam(newest.slice, 'sha256') === reading.sha256)
    return newest.state === 'open' ? [newest.slice] : [];
  const names = reading.files.map(({ file }) => file.name);
  const gone = filesOf(newest?.slice).filter((name) => !names.includes(name));
  if (gone.length > 0 && reading.settings.vanished === 'refuse') throw vanished(gone, reading.subject);
  const id = `full-${reading.sha256.slice(0, 12)}@${now.toISOString()}`;
  const params = { sha256: reading.sha256, files: JSON.stringify(names) };
  return [{ stream, id, params, complete: true }];
}

const fileNames = z.array(z.string());

function filesOf(slice: SliceSpec | undefined): readonly string[] {
  return fileNames.parse(JSON.parse(textParam(slice, 'files') ?? '[]'));
}

function vanished(gone: readonly string[], subject: string): YardstickError {
  return new YardstickError('SOURCE_CONTRACT', `${gone.join(', ')} was read and is gone now.`, {
    subject,
    advice:
      'Put it back; or say `vanished: delete` for the stream in yardstick.yaml, which deletes the rows of files that go.',
  });
}
