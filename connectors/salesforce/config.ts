import { z } from 'zod';
import { fieldTypes } from '../kit/field-type.ts';

const name = z.string().regex(/^[A-Za-z]\w*$/, 'expected an API name, like Opportunity or Region__c');

const object = z.strictObject({
  /** Fields to load, with the types the mapping reads them as. Id, cursor and IsDeleted are always loaded. */
  fields: z
    .record(name, fieldTypes)
    .refine((fields) => Object.keys(fields).length > 0, 'expected one field or more'),
  /** The field that moves with every change. */
  cursor: z
    .enum(['SystemModstamp', 'LastModifiedDate', 'CreatedDate', 'LoginTime'])
    .default('SystemModstamp'),
  /** Whether to ask which records were deleted for good; some objects do not offer it. */
  deletedFeed: z.boolean().default(true),
  control: z.strictObject({ sums: z.array(name) }).optional(),
});

export const salesforceConfig = z
  .strictObject({
    loginUrl: z.url({ protocol: /^https?$/ }),
    grant: z.enum(['client_credentials', 'refresh_token', 'jwt_bearer']).default('client_credentials'),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1).optional(),
    refreshToken: z.string().min(1).optional(),
    /** For jwt_bearer: the user to act as, and the PEM key whose certificate the connected app holds. */
    username: z.string().min(1).optional(),
    privateKey: z.string().min(1).optional(),
    /** For jwt_bearer behind a My Domain address. */
    audience: z.url().optional(),
    apiVersion: z
      .string()
      .regex(/^v\d+\.0$/, 'expected a version like v66.0')
      .default('v66.0'),
    /** Records that last changed before this day are not loaded. */
    startDate: z.iso.date(),
    /** Seconds read again before each window: records become visible after their stamp. */
    overlapSeconds: z.int().min(600).default(600),
    /**
     * Where a window ends: at the clock minus the lag, or at the newest record of the object. The latter is for
     * copies whose records stand behind the clock or beside it, like a refreshed sandbox or a sample.
     */
    windowEnd: z.enum(['clock', 'newest']).default('clock'),
    /** Seconds the window's end stays behind the server's clock. */
    lagSeconds: z.int().nonnegative().default(60),
    pageRows: z.int().min(200).max(2000).default(2000),
    /** Steady rate of calls, shared by all workers. */
    requestsPerSecond: z.number().positive().default(10),
    /** Share of the daily calls, 0…1, at which loading stops, so that other applications keep theirs. */
    quotaShare: z.number().positive().max(1).default(0.95),
    objects: z.record(name, object),
  })
  .superRefine((config, check) => {
    for (const field of neededBy[config.grant])
      if (config[field] === undefined)
        check.addIssue({
          code: 'custom',
          path: [field],
          message: `expected a text, as grant is ${config.grant}`,
        });
  });

const neededBy = {
  client_credentials: ['clientSecret'],
  refresh_token: ['refreshToken'],
  jwt_bearer: ['username', 'privateKey'],
} as const;

export type SalesforceConfig = z.infer<typeof salesforceConfig>;
export type SalesforceObject = z.infer<typeof object>;
