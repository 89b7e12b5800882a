import { z } from 'zod';

/** One setting: its value, and how far requests may change it. */
const setting = z.strictObject({
  setting: z.string().regex(/^[A-Za-z_]\w*$/),
  value: z.string().optional(),
  min: z.string().optional(),
  max: z.string().optional(),
  writability: z.enum(['writable', 'const', 'changeable_in_readonly']).optional(),
});

/** What stands behind SETTINGS: a setting, or all of a profile. */
export const settingsElement = z.union([z.strictObject({ profile: z.string() }), setting]);

export type Setting = z.infer<typeof setting>;
export type SettingsElement = z.infer<typeof settingsElement>;

/** The profile that every server has; here it sets nothing that a user would see. */
export const defaultProfile = 'default';
