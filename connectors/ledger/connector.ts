import type { Connector, ConnectorContext } from '../kit/connector.ts';
import { createOwnConnector } from '../kit/own-connector.ts';
import { parseConfig } from '../kit/parse-config.ts';
import { ledgerConfig, wantedStreams } from './config.ts';

/**
 * Reads what people have decided in Yardstick.
 *
 * @throws CONFIG_INVALID
 */
export function createLedgerConnector(input: unknown, context: ConnectorContext): Connector {
  const wanted = wantedStreams(parseConfig(ledgerConfig, input, `sources.${context.source}`));
  return createOwnConnector(wanted, context);
}
