import type { Client } from '@temporalio/client';
import { type Config, loadConfig } from '../../config/load.ts';
import { type HomePaths, homePaths } from '../../infra/embedded/home/paths.ts';
import { type RunFile, readRunFile } from '../../infra/embedded/home/run-file.ts';
import { type HomeSecrets, readSecrets } from '../../infra/embedded/home/secrets.ts';
import { type ConfigChoice, chooseConfig } from './config-choice.ts';
import { readInstallation } from './installation.ts';
import { type OpenContext, openContext } from './open-context.ts';
import { type Places, placesOf } from './places.ts';
import { sampleEnvironment } from './sample-company.ts';
import { temporalOptions } from './temporal-options.ts';
import { tokenKeyOf } from './token-key.ts';

/** A command's way to everything that runs; nothing is sent before it is asked for. */
export interface Connection {
  readonly paths: HomePaths;
  readonly choice: ConfigChoice;
  readonly config: Config;
  readonly places: Places;
  /** What runs in the home; undefined when all engines run elsewhere. */
  readonly run: RunFile | undefined;
  readonly secrets: HomeSecrets | undefined;
  readonly context: OpenContext;
  temporal(): Promise<Client>;
  close(): Promise<void>;
}

/**
 * Finds the engines from the home's run file, yardstick.yaml and the environment, and connects on demand.
 * Errors: CONFIG_INVALID, NOT_RUNNING, HOME_INVALID, ASSET_INVALID, MAPPING_INVALID.
 */
export function connectTo(options: { readonly config?: string | undefined } = {}): Connection {
  const paths = homePaths();
  const run = readRunFile(paths);
  const secrets = readSecrets(paths);
  const installation = readInstallation(paths);
  const choice = chooseConfig(options.config, run === undefined ? undefined : installation?.config);
  const config = loadConfig(choice.file, {
    ...process.env,
    ...sampleVariables(choice, secrets, run?.endpoints.ledger, installation?.samplePort),
  });
  const places = placesOf(config.engines, run?.endpoints, secrets);
  const context = openContext({ config, ...places, tokenKey: tokenKeyOf(secrets) });
  const temporal = connectOnce(places.temporal);
  return {
    ...{ paths, choice, config, places, run, secrets, context },
    temporal: temporal.client,
    close: async () => {
      await temporal.close();
      await context.close();
    },
  };
}

/** What the sample's configuration refers to; without a start there is nothing to refer to, and places are missing first. */
function sampleVariables(
  choice: ConfigChoice,
  secrets: HomeSecrets | undefined,
  ledgerUrl = process.env.LEDGER_URL ?? 'postgres://127.0.0.1/none',
  port = 1,
): Readonly<Record<string, string>> {
  if (!choice.sample) return {};
  return sampleEnvironment(secrets ?? { demo: 'not started yet' }, { ledgerUrl, port });
}

/** One connection to Temporal, made when first asked for: its client takes half a second to load. */
export function connectOnce(at: Places['temporal']): { client(): Promise<Client>; close(): Promise<void> } {
  let opened: Promise<Client> | undefined;
  return {
    client: () => {
      opened ??= openClient(at);
      return opened;
    },
    close: async () => {
      const client = await opened?.catch(() => undefined);
      await client?.connection.close();
    },
  };
}

async function openClient(at: Places['temporal']): Promise<Client> {
  const { Client, Connection } = await import('@temporalio/client');
  const connection = await Connection.connect({ ...temporalOptions(at), connectTimeout: '10 seconds' });
  return new Client({ connection, namespace: at.namespace });
}
