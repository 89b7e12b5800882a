import { z } from 'zod';
import { isCron } from './cron.ts';
import { limitsSchema } from './limits.ts';
import { notifySchema } from './notify.ts';
import { qualitySchema } from './quality.ts';
import { temporalSchema } from './temporal.ts';
import { warehouseSchema } from './warehouse-users.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 06:30');
const timeZone = z.string().refine(isTimeZone, 'an IANA time zone such as Asia/Shanghai');

const monthText = 'the number of a month, 1 to 12';
const month = z.int(monthText).min(1, monthText).max(12, monthText);

/** Settings that computations may use; each one that a SELECT mentions is part of its fingerprint. */
export const companySchema = z.strictObject({
  name: z.string().min(1),
  timezone: timeZone.default('Asia/Shanghai'),
  baseCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as CNY')
    .default('CNY'),
  fiscalYearStart: month.default(1),
  language: z.enum(['zh-CN', 'en']).default('zh-CN'),
});

export const scheduleSchema = z.strictObject({
  /** Cron expression in the company's zone. */
  nightly: z
    .string()
    .refine(isCron, 'a cron expression of five fields such as "0 2 * * *"')
    .default('0 2 * * *'),
  publishedBy: timeOfDay.default('06:30'),
  jitterMinutes: z.int().min(0).max(120).default(5),
  catchUpHours: z.int().min(0).max(168).default(24),
});

export const retentionSchema = z.strictObject({
  /** What a source said stays readable this long, and longer where it is still the newest word. */
  rawDays: z.int().min(30).default(400),
  /** A version that nothing points to any more may still be read by a query this long. */
  longestQueryMinutes: z.number().min(0).max(1440).default(10),
});

export const clickhouseUrl = z.url({
  protocol: /^https?$/,
  error: 'an address such as https://clickhouse.example:8443',
});
export const ledgerUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'an address such as postgresql://user@host:5432/database',
});

export const enginesSchema = z.strictObject({
  clickhouse: z.strictObject({ url: clickhouseUrl, username: z.string(), password: z.string() }).optional(),
  temporal: temporalSchema.optional(),
  ledger: z.strictObject({ url: ledgerUrl }).optional(),
});

const sourceName = z.string().regex(/^[a-z][a-z0-9]{0,30}$/, 'lower-case letters and digits, such as erp');

/** How sure it has to be that two accounts are one customer, 0 to 1. */
export const customersSchema = z
  .strictObject({
    /** United without asking. An equal name with an equal phone or e-mail address is 0.94; 1: the same credit code only. */
    autoMerge: z.number().min(0.5).max(1).default(0.94),
    /** Shown to people for a decision. */
    review: z.number().min(0.1).max(1).default(0.6),
  })
  .refine(({ autoMerge, review }) => review <= autoMerge, {
    path: ['review'],
    error: 'a number not above customers.autoMerge',
  });

export const configSchema = z.strictObject({
  company: companySchema,
  customers: customersSchema.default(() => customersSchema.parse({})),
  /** Sources in the order they win when two of them hold the same thing. */
  precedence: z.array(sourceName).default([]),
  schedule: scheduleSchema.default(() => scheduleSchema.parse({})),
  engines: enginesSchema.default({}),
  /** Of the embedded ClickHouse. */
  limits: limitsSchema.default({}),
  /** Who may ask the embedded ClickHouse, besides the users it has of itself. An external one has users of its own. */
  warehouse: warehouseSchema.default({ users: [] }),
  retention: retentionSchema.default(() => retentionSchema.parse({})),
  /** Declarations of the company's own KPIs: YAML files, or folders of such, beside this file. */
  kpis: z.array(z.string().min(1)).default([]),
  /** Folder of the company's plans of pay, one YAML file a version, beside this file; without the key `plans`, where there is such a folder. */
  plans: z.string().min(1).optional(),
  /** Declarations of the company's own awards: YAML files, or folders of such. */
  awards: z.array(z.string().min(1)).default([]),
  /** Declarations of the courses people may be sent to: YAML files, or folders of such. */
  courses: z.array(z.string().min(1)).default([]),
  /** Objectives of people with their key results: YAML files, or folders of such. */
  okrs: z.array(z.string().min(1)).default([]),
  /** Rules of the company's own alerts: YAML files, or folders of such. */
  alerts: z.array(z.string().min(1)).default([]),
  /** Also computes KPIs of the company, teams, regions, channels and products from rows: seconds and memory in every run that changes a fact. */
  kpisByDimension: z.boolean().default(false),
  /** How data are judged; what a rule does not say is its own default. */
  quality: qualitySchema.default(() => qualitySchema.parse({})),
  /** Where people are told of alerts, and of runs that fail. */
  notify: notifySchema.default({ channels: [] }),
  /** What stands beside `connector` is that connector's own configuration and checked by it. */
  sources: z.record(sourceName, z.looseObject({ connector: z.string().min(1) })),
});

export type CompanySettings = z.infer<typeof companySchema>;
export type EngineSettings = z.infer<typeof enginesSchema>;
export type ConfigDocument = z.infer<typeof configSchema>;

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
