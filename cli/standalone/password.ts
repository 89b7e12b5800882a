import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { YardstickError } from '../../errors/yardstick-error.ts';

export interface PasswordFile {
  readonly file: string;
  readonly password: string;
}

/** The password in the file named, else that of the data folder, drawn at the first start. Error: CONFIG_INVALID. */
export function passwordOf(dataDir: string, named: string | undefined): PasswordFile {
  if (named !== undefined) return { file: named, password: passwordIn(named) };
  const file = join(dataDir, 'password');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    // Hexadecimal: it needs no quoting in a URL, a shell or a client's settings.
    writeFileSync(file, `${randomBytes(16).toString('hex')}\n`, { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return { file, password: passwordIn(file) };
}

function passwordIn(file: string): string {
  const password = text(file).replace(/\r?\n$/, '');
  if (password !== '') return password;
  throw new YardstickError('CONFIG_INVALID', 'The password file is empty.', {
    subject: file,
    advice: 'Write a password of one line into it.',
  });
}

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new YardstickError('CONFIG_INVALID', 'The password file cannot be read.', {
      subject: file,
      advice:
        'Name a file with the password in its first line, or leave --password-file out to have one drawn.',
      cause,
    });
  }
}
