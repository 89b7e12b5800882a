import { z } from 'zod';

const address = z.url({
  protocol: /^https?$/,
  error: 'an address such as https://hooks.example/yardstick',
});
const secret = z.string().min(1).optional();

const audience = {
  /** For commands and messages; one of a kind. */
  name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'lower-case letters, digits and -, such as sales-chat'),
  /** Keys of rules, `operations` for runs and sources, `results` for statements that are published, `*` for all of it. */
  about: z.array(z.string().min(1)).min(1).default(['*']),
  /** The least severity that is told. */
  severity: z.enum(['reminder', 'warning', 'critical']).default('reminder'),
  /** Only what concerns these teams and regions; default: all. */
  teams: z.array(z.string().min(1)).default([]),
  regions: z.array(z.string().min(1)).default([]),
  /** `escalated`: only what superiors should know, when they should. */
  when: z.enum(['raised', 'escalated']).default('raised'),
  /** Names of employees; without it their numbers stand in messages. */
  names: z.boolean().default(false),
};

const chat = <Type extends string>(type: Type) =>
  z.strictObject({ ...audience, type: z.literal(type), url: address, secret });

const emailSchema = z
  .strictObject({
    ...audience,
    type: z.literal('email'),
    smtp: z.strictObject({
      host: z.string().min(1),
      port: z.int().min(1).max(65535).default(587),
      /** TLS from the first byte (port 465); else STARTTLS: where the server offers it, and always where a password is sent. */
      secure: z.boolean().default(false),
      username: z.string().min(1).optional(),
      password: secret,
    }),
    from: z.email('an address such as yardstick@example.com'),
    /** Fixed addresses; names of rows are limited by `teams` and `regions` only. */
    to: z.array(z.email('an address such as sales@example.com')).default([]),
    /** Accounts of the portal: reps get what is theirs, managers what is escalated in their team, others all. */
    roles: z.array(z.enum(['rep', 'manager', 'executive', 'hr', 'finance', 'analyst', 'admin'])).default([]),
  })
  .refine(({ to, roles: asked }) => to.length + asked.length > 0, 'to, roles or both');

const channelSchema = z.discriminatedUnion('type', [
  chat('wecom'),
  chat('dingtalk'),
  chat('feishu'),
  chat('slack'),
  chat('json'),
  emailSchema,
]);

export const notifySchema = z
  .strictObject({
    /** The short form of a channel of type json about operations. */
    webhook: address.optional(),
    channels: z.array(channelSchema).default([]),
  })
  .transform(({ webhook, channels }) => ({
    // The places of the others stay those of the file, by which messages name them.
    channels: [
      ...channels,
      ...(webhook === undefined
        ? []
        : [channelSchema.parse({ type: 'json', name: 'webhook', url: webhook, about: ['operations'] })]),
    ],
  }))
  .refine(({ channels }) => new Set(channels.map(({ name }) => name)).size === channels.length, {
    error: 'channels of different names; `webhook` is one of that name',
    path: ['channels'],
  });

export type Channel = z.output<typeof channelSchema>;
export type ChatChannel = Exclude<Channel, { readonly type: 'email' }>;
export type EmailChannel = Extract<Channel, { readonly type: 'email' }>;
