import { z } from 'zod';
import type { Connector, ConnectorContext } from '../kit/connector.ts';
import { createOwnConnector } from '../kit/own-connector.ts';
import { parseConfig } from '../kit/parse-config.ts';
import { planFileStreams } from './streams.ts';

/** Where the files lie says `plans` in yardstick.yaml; nothing is left to set. */
export const plansConfig = z.strictObject({});

/**
 * Reads the company's plan files.
 *
 * @throws CONFIG_INVALID
 */
export function createPlansConnector(input: unknown, context: ConnectorContext): Connector {
  parseConfig(plansConfig, input, `sources.${context.source}`);
  return createOwnConnector(planFileStreams, context);
}
