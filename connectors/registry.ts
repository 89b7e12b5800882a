import type { z } from 'zod';
import { YardstickError } from '../errors/yardstick-error.ts';
import { fileConfig } from './file/config.ts';
import { createFileConnector } from './file/connector.ts';
import { fixtureConfig } from './fixture/config.ts';
import { createFixtureConnector } from './fixture/connector.ts';
import { fixtureStreams } from './fixture/streams.ts';
import type { Connector, ConnectorContext } from './kit/connector.ts';
import { parseConfig } from './kit/parse-config.ts';
import { ledgerConfig, wantedStreams } from './ledger/config.ts';
import { createLedgerConnector } from './ledger/connector.ts';
import { createPlansConnector, plansConfig } from './plans/connector.ts';
import { planFileStreams } from './plans/streams.ts';
import { salesforceConfig } from './salesforce/config.ts';
import { createSalesforceConnector } from './salesforce/connector.ts';
import { sqlConfig } from './sql/config.ts';
import { createSqlConnector } from './sql/connector.ts';
import { weiboConfig } from './weibo/config.ts';
import { createWeiboConnector, weiboStreams } from './weibo/connector.ts';

interface Kind {
  create(config: unknown, context: ConnectorContext): Connector | Promise<Connector>;
  /** Names of the streams a configuration has, without asking the source. */
  streams(config: unknown, at: string): readonly string[];
  /** By stream, the fields whose sums the source is asked for; streams without are left out. */
  controls(config: unknown, at: string): StreamControls;
  /** Where the document lies that a source of this kind reads; absent: it reads none. */
  document?(config: unknown, at: string): string;
}

type StreamControls = Readonly<Record<string, readonly string[]>>;

interface Controlled {
  readonly control?: { readonly sums: readonly string[] } | undefined;
}

/** A kind that always has the same streams. */
function withItsOwnStreams(
  schema: z.ZodType,
  streams: readonly { readonly name: string }[],
): Pick<Kind, 'streams' | 'controls'> {
  return {
    streams: (config, at) => {
      parseConfig(schema, config, at);
      return streams.map(({ name }) => name);
    },
    controls: () => ({}),
  };
}

/** A kind whose streams its configuration names. */
function withNamedStreams(
  streamsOf: (config: unknown, at: string) => Readonly<Record<string, Controlled>>,
): Pick<Kind, 'streams' | 'controls'> {
  return {
    streams: (config, at) => Object.keys(streamsOf(config, at)),
    controls: (config, at) => controlsOf(streamsOf(config, at)),
  };
}

function controlsOf(streams: Readonly<Record<string, Controlled>>): StreamControls {
  return Object.fromEntries(
    Object.entries(streams).flatMap(([name, { control }]) =>
      control === undefined ? [] : [[name, control.sums]],
    ),
  );
}

const kinds: Readonly<Record<string, Kind>> = {
  file: {
    create: createFileConnector,
    ...withNamedStreams((config, at) => parseConfig(fileConfig, config, at).streams),
  },
  fixture: {
    create: createFixtureConnector,
    ...withItsOwnStreams(fixtureConfig, fixtureStreams),
    document: (config, at) => parseConfig(fixtureConfig, config, at).input,
  },
  ledger: {
    create: createLedgerConnector,
    streams: (config, at) => wantedStreams(parseConfig(ledgerConfig, config, at)).map(({ name }) => name),
    controls: () => ({}),
  },
  plans: {
    create: createPlansConnector,
    ...withItsOwnStreams(plansConfig, planFileStreams),
  },
  salesforce: {
    create: createSalesforceConnector,
    ...withNamedStreams((config, at) => parseConfig(salesforceConfig, config, at).objects),
  },
  sql: {
    create: createSqlConnector,
    ...withNamedStreams((config, at) => parseConfig(sqlConfig, config, at).streams),
  },
  weibo: {
    create: createWeiboConnector,
    ...withItsOwnStreams(weiboConfig, weiboStreams),
  },
};

/** What `connector:` may say in yardstick.yaml. */
export const connectorKinds: readonly string[] = Object.keys(kinds);

/**
 * Makes the connector of a source.
 *
 * @throws CONFIG_INVALID naming the key; for `sql` also SOURCE_UNREACHABLE and SOURCE_AUTH, as it asks the database
 * for the types of its columns
 */
export async function createConnector(
  kind: string,
  config: unknown,
  context: ConnectorContext,
): Promise<Connector> {
  return kindNamed(kind, `sources.${context.source}`).create(config, context);
}

/**
 * The streams a source's configuration names, without asking the source.
 *
 * @throws CONFIG_INVALID
 */
export function streamNames(kind: string, config: unknown, source = kind): readonly string[] {
  const at = `sources.${source}`;
  return kindNamed(kind, at).streams(config, at);
}

/**
 * By stream, the fields whose sums a source's configuration wants compared (`control:`), without asking the source.
 *
 * @throws CONFIG_INVALID
 */
export function streamControls(kind: string, config: unknown, source = kind): StreamControls {
  const at = `sources.${source}`;
  return kindNamed(kind, at).controls(config, at);
}

/**
 * Where the document of a source lies; undefined for a source that reads none.
 *
 * @throws CONFIG_INVALID
 */
export function documentPlace(kind: string, config: unknown, source = kind): string | undefined {
  const at = `sources.${source}`;
  return kindNamed(kind, at).document?.(config, at);
}

function kindNamed(kind: string, at: string): Kind {
  const found = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (found !== undefined) return found;
  throw new YardstickError(
    'CONFIG_INVALID',
    `There is no connector ${JSON.stringify(kind.slice(0, 40))}; known are ${connectorKinds.join(', ')}.`,
    {
      subject: `${at}.connector`,
    },
  );
}
