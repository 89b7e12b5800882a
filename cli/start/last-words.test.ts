import { expect, test } from 'vitest';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { explainedError } from './last-words.ts';

const narration =
  'Configuration: acme/yardstick.yaml\n✓ Workflows 0.1 s\n! worker ended [ENGINE_EXITED]\nStopped.\n';

test('an error that ended a start is found behind what the start had told before', () => {
  const invalid = new YardstickError('CONFIG_INVALID', 'company.timezone: found "Mars".', {
    subject: 'acme/yardstick.yaml',
  });
  expect(explainedError(`${narration}${invalid.explain()}\n`)).toEqual({
    code: 'CONFIG_INVALID',
    sentences:
      'acme/yardstick.yaml: company.timezone: found "Mars". Correct the named key in yardstick.yaml and start again.',
  });
});

test('an error of many lines is kept whole, also where nothing was told before', () => {
  const exited = new YardstickError('ENGINE_EXITED', 'It ended. Its last words:\nno room\nleft\n', {
    subject: 'worker',
    advice: 'Read worker.log.',
  });
  const sentences = 'worker: It ended. Its last words:\nno room\nleft\n Read worker.log.';
  expect(explainedError(narration + exited.explain())).toEqual({ code: 'ENGINE_EXITED', sentences });
  expect(explainedError(exited.explain())).toEqual({ code: 'ENGINE_EXITED', sentences });
});

test('any other end is none of our errors', () => {
  expect(explainedError('')).toBeUndefined();
  expect(explainedError(narration)).toBeUndefined();
  expect(explainedError(`${narration}Error: boom\n    at main (main.js:1:1)\n`)).toBeUndefined();
  expect(explainedError('a line that ends like ours [SOMETHING_ELSE]')).toBeUndefined();
});
