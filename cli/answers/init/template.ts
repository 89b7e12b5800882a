import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { sampleConfig } from '../../runtime/config-choice.ts';

/** The part of yardstick.yaml that a source of this kind needs, commented. */
export const connectorTemplates = {
  sql: `  # An ERP in PostgreSQL. Give Yardstick a user who may only read.
  erp:
    connector: sql
    connection: { url: '\${env:ERP_URL}' }        # postgresql://reader:password@host:5432/database
    schema: public
    streams:
      sales_order:
        table: sales_order
        primaryKey: [order_no]
        cursor: { field: updated_at, type: timestamptz }   # grows with every change of a row
        softDelete: is_deleted                             # without it, deletions are not seen
      sales_order_line:
        table: sales_order_line
        primaryKey: [order_no, line_no]
        cursor: { field: updated_at, type: timestamptz }
    # How these tables become orders, customers, …: one SELECT per entity in stg/erp/ beside this file.
`,
  salesforce: `  # Salesforce, by a connected app with the client credentials flow.
  crm:
    connector: salesforce
    loginUrl: 'https://YOUR-DOMAIN.my.salesforce.com'
    clientId: '\${env:SF_CLIENT_ID}'
    clientSecret: '\${env:SF_CLIENT_SECRET}'
    startDate: '2020-01-01'                     # what last changed before is not loaded
    # What the mappings in sql/stg/salesforce read. Fields ending in __c are one company's own: put yours in their place,
    # and where that is not enough, copy those mappings to stg/crm/ beside this file and change them.
    objects:
`,
  weibo: `  # Your own Weibo account: its posts and the comments on them.
  social:
    connector: weibo
    accessToken: '\${env:WEIBO_TOKEN}'
    startDate: '2020-01-01'
`,
  file: `  # CSV files in a folder, written by another program or saved from a spreadsheet.
  files:
    connector: file
    folder: '\${env:FILES_FOLDER}'
    streams:
      sales_order:
        files: 'orders-*.csv'                   # a name, a pattern or a list; together they are one table
        primaryKey: [order_no]
        fields:                                 # without one of them the stream stops; the other columns are read as texts
          order_no: string
          amount: { column: 金额, type: amount }   # 1.2万 and ￥12,000.00 are read as well
          signed: day
    # How these rows become orders, customers, …: one SELECT per entity in stg/files/ beside this file.
`,
} as const;

export type TemplateName = keyof typeof connectorTemplates;

export function isTemplateName(name: string): name is TemplateName {
  return Object.hasOwn(connectorTemplates, name);
}

const sourceNames: Readonly<Record<TemplateName, string>> = {
  sql: 'erp',
  salesforce: 'crm',
  weibo: 'social',
  file: 'files',
};

/** A whole configuration with these sources. */
export function yamlFor(connectors: readonly TemplateName[]): string {
  const chosen = connectors.length === 0 ? (['sql'] as const) : [...new Set(connectors)];
  return `# Secrets stand in the environment or in files, never here: \${env:NAME} or \${file:PATH}.
company:
  name: My company
  timezone: Asia/Shanghai        # decides on which day an order was booked
  baseCurrency: CNY
  fiscalYearStart: 1             # month
  language: zh-CN                # or en

# Where two sources hold the same order or customer, the first one wins.
precedence: [${chosen.map((name) => sourceNames[name]).join(', ')}]

schedule:
  nightly: '0 2 * * *'           # cron, in the company's zone
  publishedBy: '06:30'           # an alert is raised when nothing was published by then

# Without these, engines are started on this machine.
# engines:
#   clickhouse: { url: 'https://clickhouse.example:8443', username: yardstick, password: '\${env:CLICKHOUSE_PASSWORD}' }
#   temporal: { address: 'temporal.example:7233', namespace: default }
#   ledger: { url: '\${env:LEDGER_URL}' }

# People who ask the warehouse by SQL besides the user bi; of ClickHouse on this machine only, from the next start.
# warehouse:
#   users:
#     - name: ada
#       password: '\${env:ADA_PASSWORD}'
#       databases: [mart]          # dim, fct and mart when left out
#       rows: { region: [East] }   # of every table with this column, only these rows
#       may: ['pay:by-name']       # what analysts do not see else

sources:
${chosen.map(sectionFor).join('\n')}`;
}

function sectionFor(name: TemplateName): string {
  return connectorTemplates[name] + (name === 'salesforce' ? salesforceObjects() : '');
}

const sampleSchema = z.object({
  sources: z.object({ crm: z.object({ objects: z.record(z.string(), z.unknown()) }) }),
});

/** The objects of the sample company's CRM: the mappings were written against them. */
function salesforceObjects(): string {
  const { sources } = sampleSchema.parse(parse(readFileSync(sampleConfig(), 'utf8')));
  return stringify(sources.crm.objects).replace(/^(?=.)/gm, ' '.repeat(6));
}
