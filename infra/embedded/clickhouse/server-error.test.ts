import { expect, test } from 'vitest';
import { asServerError } from './server-error.ts';

test('the innermost of wrapped engine errors is told once', () => {
  const inner =
    "Code: 73. DB::Exception: Unknown format Nope. Maybe you meant: ['One','Npy']. (UNKNOWN_FORMAT)";
  const wrap = (text: string) => `Code: 73. DB::Exception: ${text} (version 26.7.2.1). (UNKNOWN_FORMAT)`;
  expect(asServerError(new Error(wrap(wrap(inner))))).toMatchObject({
    code: 73,
    type: 'UNKNOWN_FORMAT',
    message: "Unknown format Nope. Maybe you meant: ['One','Npy'].",
  });
});

test('the place of the spooled rows is not told', () => {
  const text =
    'Code: 27. DB::Exception: Cannot parse input: (at row 1)\n: (in file/uri /data/spool/body-1): While executing File. (CANNOT_PARSE_INPUT_ASSERTION_FAILED)';
  expect(asServerError(new Error(text)).message).toBe(
    'Cannot parse input: (at row 1)\n: While executing File.',
  );
});

test('a disk without space is told as a server tells it', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  expect(asServerError(full)).toMatchObject({ code: 243, type: 'NOT_ENOUGH_SPACE' });
});

test('a text without a code is an unknown exception', () => {
  expect(asServerError(new Error('out of paper'))).toMatchObject({ code: 1002, message: 'out of paper' });
});
