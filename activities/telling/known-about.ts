import type { Channel } from '../../config/notify.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { ToldRule } from '../../models/alert/correction-overdue.ts';
import { limitsOf, resultsTopic } from './result-messages.ts';

/**
 * A channel that is about a rule there is not would stay silent for ever; so would one that names results and is limited to a part
 * of the company.
 *
 * @throws CONFIG_INVALID naming the key in the configuration
 */
export function assertKnownAbout(
  channels: readonly Channel[],
  rules: readonly ToldRule[],
  configFile: string,
): void {
  const known = ['*', 'operations', resultsTopic, ...rules.map(({ declaration }) => declaration.key)];
  const problems = channels.flatMap((channel, at) =>
    channel.about.flatMap((key, place) => {
      const where = `notify.channels.${at}.about.${place}: found ${key}`;
      if (!known.includes(key)) return `${where}, expected one of: ${known.join(', ')}.`;
      const limits = key === resultsTopic ? limitsOf(channel) : [];
      if (limits.length === 0) return [];
      return `${where}, which is told to all and never by a channel with ${limits.join(', ')}: leave these out, or name a channel of its own.`;
    }),
  );
  if (problems.length > 0)
    throw new YardstickError('CONFIG_INVALID', problems.join('\n'), { subject: configFile });
}
