import type { Channel } from '../../config/notify.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { ToldRule } from '../../models/alert/correction-overdue.ts';

/**
 * A channel that is about a rule there is not would stay silent for ever.
 *
 * @throws CONFIG_INVALID naming the key in the configuration
 */
export function assertKnownAbout(
  channels: readonly Channel[],
  rules: readonly ToldRule[],
  configFile: string,
): void {
  const known = ['*', 'operations', ...rules.map(({ declaration }) => declaration.key)];
  const problems = channels.flatMap(({ about }, channel) =>
    about.flatMap((key, place) =>
      known.includes(key)
        ? []
        : `notify.channels.${channel}.about.${place}: found ${key}, expected one of: ${known.join(', ')}.`,
    ),
  );
  if (problems.length > 0)
    throw new YardstickError('CONFIG_INVALID', problems.join('\n'), { subject: configFile });
}
