import { createTransport } from 'nodemailer';
import type { EmailChannel } from '../../../config/notify.ts';
import type { Outgoing } from './outgoing.ts';
import { NotTaken } from './post.ts';
import { textOf } from './text.ts';

const patienceMs = 10_000;

/** One message to one address; the id is its Message-ID, by which mail servers know a repetition. */
export async function sendEmail({ smtp, from }: EmailChannel, message: Outgoing): Promise<void> {
  const { host, port, secure, username, password } = smtp;
  const transport = createTransport({
    ...{ host, port, secure },
    ...{ connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs },
    // A password goes over TLS or not at all.
    requireTLS: !secure && username !== undefined,
    ...(username === undefined ? {} : { auth: { user: username, pass: password ?? '' } }),
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  const domain = from.slice(from.indexOf('@') + 1);
  try {
    await transport.sendMail({
      ...{ from, to: message.recipient, subject: message.content.title },
      ...{ messageId: `<${message.id}@${domain}>`, text: textOf(message, 100_000) },
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } catch (caught) {
    throw refusedForGood(caught) ? new NotTaken(String(caught)) : caught;
  } finally {
    transport.close();
  }
}

/** SMTP: 5xx stays, 4xx passes. */
function refusedForGood(caught: unknown): boolean {
  if (!(caught instanceof Error) || !('responseCode' in caught)) return false;
  return Number(caught.responseCode) >= 500;
}
